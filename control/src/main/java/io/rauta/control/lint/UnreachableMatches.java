package io.rauta.control.lint;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.control.ObjectRef;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.Topology;
import java.util.List;
import java.util.Set;

/** Finds matches that ask for what no request has by the time that routes are asked. */
final class UnreachableMatches {

  private static final String CODE = "unreachable-match";

  /** Answered before any route is asked. */
  private static final Set<String> METHODS = Set.of("CONNECT", "TRACE");

  /** Taken out before any route is asked: they concern one connection only. */
  private static final Set<String> FIELDS =
      Set.of(
          "connection",
          "expect",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private UnreachableMatches() {}

  static void find(Topology topology, Warnings warnings) {
    for (RouteNode route : topology.routes()) {
      if (route.problems().isEmpty()) {
        route.rules().forEach(rule -> find(route.ref(), rule, warnings));
      }
    }
  }

  private static void find(ObjectRef route, RuleNode rule, Warnings warnings) {
    for (int i = 0; i < rule.matches().size(); i++) {
      RequestMatch match = rule.matches().get(i);
      String field = "spec.rules[" + rule.index() + "].matches[" + i + "]";
      match
          .method()
          .filter(METHODS::contains)
          .ifPresent(
              method ->
                  warnings.add(
                      CODE,
                      route,
                      field + ".method",
                      "no request has it: " + method + " is answered 405 before routes are asked"));
      headers(route, match.headers(), field, warnings);
      if (match.path() instanceof PathMatch.Regex(String pattern)
          && cannotBeginWithSlash(pattern)) {
        warnings.add(
            CODE,
            route,
            field + ".path.value",
            "no path matches \""
                + pattern
                + "\": a pattern has to match the whole path, which begins with a slash");
      }
    }
  }

  private static void headers(
      ObjectRef route, List<HeaderMatch> headers, String field, Warnings warnings) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.get(i).name();
      if (FIELDS.contains(name)) {
        warnings.add(
            CODE,
            route,
            field + ".headers[" + i + "]",
            "no request has it: header "
                + name
                + " concerns one connection and is taken out before routes are asked");
      }
    }
  }

  /** Whether a pattern begins with a letter or digit that nothing behind it makes optional. */
  private static boolean cannotBeginWithSlash(String pattern) {
    String rest = pattern.startsWith("^") ? pattern.substring(1) : pattern;
    return !rest.isEmpty()
        && Character.isLetterOrDigit(rest.charAt(0))
        && rest.indexOf('|') < 0
        && (rest.length() == 1 || "*?{".indexOf(rest.charAt(1)) < 0);
  }
}
