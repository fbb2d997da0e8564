package io.rauta.app.explain;

import io.rauta.app.output.Redaction;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.ValueMatch;
import java.util.Optional;

/** Says in words what a match asks for. */
final class MatchText {

  private MatchText() {}

  static String of(RequestMatch match) {
    StringBuilder text = new StringBuilder(of(match.path()));
    match.method().ifPresent(method -> text.append(", method ").append(method));
    match.headers().forEach(header -> text.append(", ").append(of(header)));
    match.query().forEach(query -> text.append(", ").append(of(query)));
    return text.toString();
  }

  static String of(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact(String path) -> "exact " + path;
      case PathMatch.Prefix(String path) -> "prefix " + path;
      case PathMatch.Regex(String pattern) -> "pattern " + pattern;
      case PathMatch.Call call ->
          "gRPC, service" + of(call.service()) + ", method" + of(call.method());
    };
  }

  private static String of(Optional<ValueMatch> name) {
    return name.map(MatchText::of).orElse(" any");
  }

  static String of(HeaderMatch match) {
    return "header "
        + match.name()
        + (Redaction.hides(match.name()) ? " = " + Redaction.SHOWN : of(match.value()));
  }

  static String of(QueryMatch match) {
    return "query " + match.name() + of(match.value());
  }

  private static String of(ValueMatch match) {
    return switch (match) {
      case ValueMatch.Exact(String value) -> " = " + value;
      case ValueMatch.Regex(String pattern) -> " ~ " + pattern;
    };
  }
}
