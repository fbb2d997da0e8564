package io.rauta.control.compile;

import io.rauta.config.route.HostPattern;
import java.util.Comparator;

/**
 * Which of several hostnames that mean the same host comes first (HTTPRoute {@code spec.hostnames}
 * in the Gateway API): an exact one before a wildcard, then the longer one. Hostnames that cannot
 * mean the same host are in alphabetical order, so that equal input gives equal output.
 */
final class HostPrecedence {

  static final Comparator<HostPattern> ORDER =
      Comparator.comparingInt(HostPrecedence::rank)
          .thenComparing(HostPrecedence::name, Comparator.comparingInt(name -> -name.length()))
          .thenComparing(HostPrecedence::name);

  private HostPrecedence() {}

  private static int rank(HostPattern hostname) {
    return switch (hostname) {
      case HostPattern.Exact exact -> 0;
      case HostPattern.Below below -> 1;
      case HostPattern.Any any -> 2;
    };
  }

  private static String name(HostPattern hostname) {
    return switch (hostname) {
      case HostPattern.Exact(String name) -> name;
      case HostPattern.Below(String suffix) -> suffix;
      case HostPattern.Any any -> "";
    };
  }
}
