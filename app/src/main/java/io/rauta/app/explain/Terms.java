package io.rauta.app.explain;

import io.rauta.app.settings.Catalogue;
import io.rauta.config.route.RouteRule;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** How terms name the fields that they come from, and durations. */
final class Terms {

  private Terms() {}

  /** A field of the rule of a route. */
  static String field(RouteRule rule, String name) {
    return rule.id().route() + " spec.rules[" + rule.id().rule() + "]." + name;
  }

  /** Status codes in their order. */
  static String list(Set<Integer> codes) {
    return codes.stream().sorted().map(Object::toString).collect(Collectors.joining(" "));
  }

  static String text(Duration value) {
    return Catalogue.REQUEST_TIMEOUT.format().print(value);
  }
}
