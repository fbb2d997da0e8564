package io.rauta.app.explain;

import io.rauta.app.output.Redaction;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RuleId;
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
      case Miss.NoCall _ ->
          "it is no call of gRPC, which is a POST with content-type application/grpc";
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
      case PathMatch.Call _ -> "the path names another service or method";
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
    if (first.path() instanceof PathMatch.Call || second.path() instanceof PathMatch.Call) {
      return orderOfCalls(winner, later);
    }
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
    return order(winner.id(), later.id());
  }

  private static String orderOfCalls(RouteRule winner, RouteRule later) {
    if (!(later.match().path() instanceof PathMatch.Call second)
        || !(winner.match().path() instanceof PathMatch.Call first)) {
      return "rules of GRPCRoutes go before it for calls of gRPC";
    }
    if (!first.service().equals(second.service())) {
      return "its service is shorter, a pattern, or any";
    }
    if (!first.method().equals(second.method())) {
      return "its method is shorter, a pattern, or any";
    }
    return winner.match().headers().size() > later.match().headers().size()
        ? "it names fewer headers"
        : order(winner.id(), later.id());
  }

  private static String order(RuleId winner, RuleId later) {
    return winner.route().equals(later.route())
        ? "it stands behind the other in its route"
        : "its route is younger, or as old and later by name";
  }

  private static int rank(PathMatch match) {
    return switch (match) {
      case PathMatch.Call _, PathMatch.Exact _ -> 0;
      case PathMatch.Regex _ -> 1;
      case PathMatch.Prefix _ -> 2;
    };
  }

  private static int length(PathMatch match) {
    return switch (match) {
      case PathMatch.Call _, PathMatch.Exact _ -> 0;
      case PathMatch.Regex(String pattern) -> pattern.length();
      case PathMatch.Prefix(String path) -> path.length();
    };
  }
}
