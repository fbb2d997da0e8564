package io.rauta.sources.rules;

import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What every kind's {@code metadata} has to be, beyond the types of its fields. Used by one thread.
 */
final class MetadataCheck {

  private static final TextPattern SUBDOMAIN =
      new TextPattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
  private static final TextPattern LABEL = new TextPattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
  private static final TextPattern LABEL_VALUE =
      new TextPattern("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$");
  private static final int MAX_SUBDOMAIN = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_ANNOTATIONS = 256 * 1024;

  private final YamlNode.Mapping metadata;
  private final Place at;
  private final Findings findings;

  MetadataCheck(YamlNode.Mapping metadata, Place at, Findings findings) {
    this.metadata = metadata;
    this.at = at;
    this.findings = findings;
  }

  void check(ApiScope scope) {
    name();
    if (scope == ApiScope.NAMESPACED) {
      namespace();
    }
    labels();
    annotations();
    finalizers();
    owners();
  }

  private void name() {
    String name = metadata.text("name");
    String prefix = metadata.text("generateName");
    if (name.isEmpty()) {
      findings.add(Findings.Weight.BLOCKING, at.field("name", metadata), "is missing", "");
    } else if (name.length() > MAX_SUBDOMAIN || !SUBDOMAIN.isIn(name)) {
      findings.add(
          at.field("name", metadata),
          "is '" + name + "'",
          "allowed: up to 253 of a-z, 0-9, '-' and '.', a letter or digit at both ends of every"
              + " part between dots");
    }
    if (!prefix.isEmpty() && !SUBDOMAIN.isIn(prefix.replaceFirst("-$", "a"))) {
      findings.add(at.field("generateName", metadata), "is '" + prefix + "'", "allowed: " + LABEL);
    }
  }

  private void namespace() {
    String namespace = metadata.text("namespace");
    if (!namespace.isEmpty() && (namespace.length() > MAX_LABEL || !LABEL.isIn(namespace))) {
      findings.add(
          at.field("namespace", metadata),
          "is '" + namespace + "'",
          "allowed: up to 63 of a-z, 0-9 and '-', a letter or digit at both ends");
    }
  }

  private void labels() {
    YamlNode.Mapping labels = metadata.mapping("labels");
    Place place = at.field("labels", metadata);
    for (String key : labels.fields().keySet()) {
      qualified(key, key, place.field(key, labels));
      String value = labels.text(key);
      if (value.length() > MAX_LABEL || !LABEL_VALUE.isIn(value)) {
        findings.add(
            place.field(key, labels),
            "is '" + value + "'",
            "allowed: up to 63 of letters, digits, '-', '_' and '.', a letter or digit at both"
                + " ends");
      }
    }
  }

  private void annotations() {
    YamlNode.Mapping annotations = metadata.mapping("annotations");
    Place place = at.field("annotations", metadata);
    int size = 0;
    for (String key : annotations.fields().keySet()) {
      qualified(key.toLowerCase(Locale.ROOT), key, place.field(key, annotations));
      size += bytes(key) + bytes(annotations.text(key));
    }
    if (size > MAX_ANNOTATIONS) {
      findings.add(
          Findings.Weight.BLOCKING,
          place,
          "take " + size + " bytes",
          "allowed: at most " + MAX_ANNOTATIONS);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void finalizers() {
    if (metadata.get("finalizers") instanceof YamlNode.Sequence(_, List<YamlNode> items)) {
      Place place = at.field("finalizers", metadata);
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof YamlNode.Scalar(_, String name)) {
          qualified(name, name, place.item(i, items.get(i)));
        }
      }
    }
  }

  private void owners() {
    if (metadata.get("ownerReferences") instanceof YamlNode.Sequence(_, List<YamlNode> items)) {
      Place place = at.field("ownerReferences", metadata);
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof YamlNode.Mapping owner) {
          for (String field : List.of("apiVersion", "kind", "name", "uid")) {
            if (owner.text(field).isEmpty()) {
              findings.add(place.item(i, owner).field(field, owner), "is missing", "");
            }
          }
        }
      }
    }
  }

  /** A name that may stand behind a DNS name and a slash. */
  private void qualified(String name, String written, Place place) {
    int slash = name.indexOf('/');
    String prefix = slash < 0 ? "a" : name.substring(0, slash);
    String own = name.substring(slash + 1);
    if (prefix.length() > MAX_SUBDOMAIN
        || !SUBDOMAIN.isIn(prefix)
        || own.isEmpty()
        || own.length() > MAX_LABEL
        || !LABEL_VALUE.isIn(own)) {
      findings.add(
          place,
          "has the name '" + written + "'",
          "allowed: up to 63 of letters, digits, '-', '_' and '.', a letter or digit at both ends,"
              + " which may stand behind a DNS name and '/'");
    }
  }
}
