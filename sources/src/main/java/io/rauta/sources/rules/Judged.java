package io.rauta.sources.rules;

import io.rauta.sources.yaml.YamlNode;
import java.util.List;

/**
 * What became of one object.
 *
 * @param completed the object with the defaults of its kind, and without fields that say null
 * @param violations why an API server would refuse it; empty if it would not
 */
public record Judged(YamlNode.Mapping completed, List<Violation> violations) {
  public Judged {
    violations = List.copyOf(violations);
  }
}
