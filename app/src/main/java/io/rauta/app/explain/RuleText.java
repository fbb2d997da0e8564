package io.rauta.app.explain;

import java.util.Optional;

/** Says in words which rule of a route is meant. */
final class RuleText {

  private RuleText() {}

  static String of(int rule, int match, Optional<String> name) {
    return "spec.rules["
        + rule
        + "].matches["
        + match
        + "]"
        + name.map(text -> " \"" + text + "\"").orElse("");
  }
}
