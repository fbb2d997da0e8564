package io.rauta.app.explain;

import io.rauta.app.output.Redaction;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTrace.Miss;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Says in words why a rule does not serve a request. */
final class Reasons {

  private Reasons() {}

  /** Why {@code match} does not accept {@code head}. */
  static String of(Miss miss, RequestMatch match, RequestHead head) {
    return switch (miss) {
      case Miss.Path _ -> ofPath(match.path());
      case Miss.Method _ -> "the method is " + head.method();
      case Miss.Header(int index) -> ofHeader(match.headers().get(index), head.headers());
      case Miss.Query(int index) -> MatchText.of(match.query().get(index)) + " does not hold";
    };
  }

  private static String ofPath(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact _ -> "the path is another";
      case PathMatch.Prefix _ -> "the path is not below it";
      case PathMatch.Regex _ -> "the path does not match as a whole";
    };
  }

  private static String ofHeader(HeaderMatch match, HeaderBlock headers) {
    byte[] name = match.name().getBytes(StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    for (int field = headers.find(name, 0); field >= 0; field = headers.find(name, field + 1)) {
      values.add(headers.value(field));
    }
    if (values.isEmpty()) {
      return "there is no header " + match.name();
    }
    return Redaction.hides(match.name())
        ? "header " + match.name() + " has another value"
        : "header " + match.name() + " is " + String.join(",", values);
  }

  /** Why {@code winner} comes before {@code later}, both of which accept the request. */
  static String ofLater(
      HostPattern winnerHost, RouteRule winner, HostPattern laterHost, RouteRule later) {
    return "accepts it too, but comes later: "
        + (winnerHost.equals(laterHost)
            ? order(winner, later)
            : "hostname " + laterHost + " is less specific than " + winnerHost);
  }

  private static String order(RouteRule winner, RouteRule later) {
    RequestMatch first = winner.match();
    RequestMatch second = later.match();
    if (rank(first.path()) != rank(second.path())) {
      return "an exact path goes before a pattern, and that before a prefix";
    }
    if (length(first.path()) != length(second.path())) {
      return "its path is shorter";
    }
    if (first.method().isPresent() != second.method().isPresent()) {
      return "it names no method";
    }
    if (first.headers().size() != second.headers().size()) {
      return "it names fewer headers";
    }
    if (first.query().size() != second.query().size()) {
      return "it names fewer query parameters";
    }
    return winner.id().route().equals(later.id().route())
        ? "it stands behind the other in its route"
        : "its route is younger, or as old and later by name";
  }

  private static int rank(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact _ -> 0;
      case PathMatch.Regex _ -> 1;
      case PathMatch.Prefix _ -> 2;
    };
  }

  private static int length(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact _ -> 0;
      case PathMatch.Regex(String pattern) -> pattern.length();
      case PathMatch.Prefix(String path) -> path.length();
    };
  }
}
