package io.rauta.sources.rules;

import io.rauta.sources.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An object to be judged.
 *
 * @param base an object
 * @param edits what was changed in it
 */
record Trial(Map<?, ?> base, List<Edit> edits) {

  /** What is said about an object. */
  enum Verdict {
    ACCEPTED,
    REFUSED
  }

  Trial {
    edits = List.copyOf(edits);
  }

  Map<?, ?> object() {
    Object object = base;
    for (Edit edit : edits) {
      object = edit.applyTo(object);
    }
    return (Map<?, ?>) Objects.requireNonNull(object);
  }

  String apiVersion() {
    return Objects.toString(base.get("apiVersion"));
  }

  String kind() {
    return Objects.toString(base.get("kind"));
  }

  /** Our own rules for the kind; empty if it is not of our groups. */
  static Optional<KindRules> rules(Map<?, ?> object) {
    return ApiRules.published()
        .of(Objects.toString(object.get("apiVersion")), Objects.toString(object.get("kind")));
  }

  List<Violation> violations() {
    YamlNode.Mapping object = Json.node(object());
    return rules(base).orElseThrow().judge(object).violations();
  }

  Verdict ours() {
    return violations().isEmpty() ? Verdict.ACCEPTED : Verdict.REFUSED;
  }

  @Override
  public String toString() {
    return kind() + " " + (edits.isEmpty() ? Json.text(base) : edits.toString());
  }
}
