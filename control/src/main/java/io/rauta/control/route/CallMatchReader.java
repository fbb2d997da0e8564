package io.rauta.control.route;

import com.google.re2j.Pattern;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCMethodMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteMatch;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.ValueMatch;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the matches of GRPCRoute rules. What cannot be understood is a problem of the route. */
final class CallMatchReader {

  /** Every call. */
  static final RequestMatch EVERYTHING = match(Optional.empty(), Optional.empty(), List.of());

  private static final Pattern SERVICE =
      Pattern.compile("\\.?[A-Za-z_][A-Za-z_0-9]*(\\.[A-Za-z_][A-Za-z_0-9]*)*");
  private static final Pattern METHOD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private final ValueReader values;
  private final HeaderMatchReader headers;

  CallMatchReader(ValueReader values, HeaderMatchReader headers) {
    this.values = values;
    this.headers = headers;
  }

  /** Reads a match; empty and at least one more problem if it cannot be understood. */
  Optional<RequestMatch> read(GRPCRouteMatch match, String field, List<Problem> problems) {
    int before = problems.size();
    Optional<ValueMatch> service = Optional.empty();
    Optional<ValueMatch> method = Optional.empty();
    GRPCMethodMatch given = match.getMethod();
    if (given != null) {
      String at = field + ".method";
      String type = Given.text(given.getType(), "Exact");
      service = name(type, given.getService(), SERVICE, at + ".service", problems);
      method = name(type, given.getMethod(), METHOD, at + ".method", problems);
      if (!type.equals("Exact") && !type.equals("RegularExpression")) {
        problems.add(new Problem.Unknown(at + ".type", type, ValueReader.TYPES));
      } else if (service.isEmpty() && method.isEmpty()) {
        problems.add(new Problem.Missing(at, "a service, a method or both"));
      }
    }
    List<HeaderMatch> fields =
        headers.ofGrpc(Given.list(match.getHeaders()), field + ".headers", problems);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(match(service, method, fields));
  }

  private Optional<ValueMatch> name(
      String type, @Nullable String name, Pattern valid, String field, List<Problem> problems) {
    String value = Given.text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (type.equals("RegularExpression")) {
      values.pattern(value, field, problems);
      return Optional.of(new ValueMatch.Regex(value));
    }
    if (type.equals("Exact") && !valid.matches(value)) {
      problems.add(
          new Problem.Malformed(field, value, "a name of letters, digits, underscores and dots"));
    }
    return Optional.of(new ValueMatch.Exact(value));
  }

  private static RequestMatch match(
      Optional<ValueMatch> service, Optional<ValueMatch> method, List<HeaderMatch> headers) {
    return new RequestMatch(
        new PathMatch.Call(service, method), Optional.empty(), headers, List.of());
  }
}
