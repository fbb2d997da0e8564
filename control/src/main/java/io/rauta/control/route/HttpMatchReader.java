package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPQueryParamMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.ValueMatch;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the matches of HTTPRoute rules. What cannot be understood is a problem of the route. */
final class HttpMatchReader {

  /** Every request. */
  static final RequestMatch EVERYTHING =
      new RequestMatch(new PathMatch.Prefix("/"), Optional.empty(), List.of(), List.of());

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
  private static final String METHOD_LIST =
      "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH";

  private final ValueReader values;
  private final HeaderMatchReader headers;

  HttpMatchReader(ValueReader values, HeaderMatchReader headers) {
    this.values = values;
    this.headers = headers;
  }

  /** Reads a match; empty and at least one more problem if it cannot be understood. */
  Optional<RequestMatch> read(HTTPRouteMatch match, String field, List<Problem> problems) {
    int before = problems.size();
    PathMatch path = path(match.getPath(), field + ".path", problems);
    Optional<String> method = method(match.getMethod(), field, problems);
    List<HeaderMatch> fields =
        headers.ofHttp(Given.list(match.getHeaders()), field + ".headers", problems);
    List<QueryMatch> query = query(match, field, problems);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new RequestMatch(path, method, fields, query));
  }

  private PathMatch path(@Nullable HTTPPathMatch path, String field, List<Problem> problems) {
    if (path == null) {
      return EVERYTHING.path();
    }
    String type = Given.text(path.getType(), "PathPrefix");
    String value = Given.text(path.getValue(), "/");
    switch (type) {
      case "Exact", "PathPrefix" -> {
        Optional<String> canonical = Paths.canonical(value);
        if (canonical.isEmpty()) {
          problems.add(new Problem.Malformed(field + ".value", value, Paths.EXPECTED));
          return EVERYTHING.path();
        }
        return type.equals("Exact")
            ? new PathMatch.Exact(canonical.get())
            : new PathMatch.Prefix(withoutTrailingSlash(canonical.get()));
      }
      case "RegularExpression" -> {
        values.pattern(value, field + ".value", problems);
        return new PathMatch.Regex(value);
      }
      default -> {
        problems.add(
            new Problem.Unknown(field + ".type", type, "Exact, PathPrefix, RegularExpression"));
        return EVERYTHING.path();
      }
    }
  }

  private static String withoutTrailingSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static Optional<String> method(
      @Nullable String method, String field, List<Problem> problems) {
    if (method == null) {
      return Optional.empty();
    }
    if (!METHODS.contains(method)) {
      problems.add(new Problem.Unknown(field + ".method", method, METHOD_LIST));
    }
    return Optional.of(method);
  }

  private List<QueryMatch> query(HTTPRouteMatch match, String field, List<Problem> problems) {
    List<HTTPQueryParamMatch> given = Given.list(match.getQueryParams());
    if (given.isEmpty()) {
      return List.of();
    }
    List<QueryMatch> query = new ArrayList<>(given.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      HTTPQueryParamMatch parameter = given.get(i);
      String at = field + ".queryParams[" + i + "]";
      if (parameter == null || Given.text(parameter.getName()).isEmpty()) {
        problems.add(new Problem.Missing(at + ".name", "the name of a query parameter"));
      } else if (names.add(parameter.getName())) {
        ValueMatch value = values.read(parameter.getType(), parameter.getValue(), at, problems);
        query.add(new QueryMatch(parameter.getName(), value));
      }
    }
    return query;
  }
}
