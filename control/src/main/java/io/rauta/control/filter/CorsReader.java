package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPCORSFilter;
import io.rauta.config.filter.CorsPolicy;
import io.rauta.config.filter.CorsPolicy.Credentials;
import io.rauta.config.filter.OriginPattern;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.HeaderRules;
import io.rauta.control.syntax.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who of other origins may do what. */
final class CorsReader {

  private static final int DEFAULT_MAX_AGE = 5;
  private static final String METHOD_LIST =
      "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH, *";
  private static final Set<String> METHODS = Set.of(METHOD_LIST.split(", "));

  private final List<Problem> problems;

  /**
   * @param problems takes what is wrong
   */
  CorsReader(List<Problem> problems) {
    this.problems = problems;
  }

  CorsPolicy read(HTTPCORSFilter filter, String at) {
    return new CorsPolicy(
        origins(filter.getAllowOrigins(), at + ".allowOrigins"),
        Boolean.TRUE.equals(filter.getAllowCredentials())
            ? Credentials.ALLOWED
            : Credentials.REFUSED,
        methods(filter.getAllowMethods(), at + ".allowMethods"),
        allowHeaders(filter.getAllowHeaders(), at + ".allowHeaders"),
        headers(filter.getExposeHeaders(), at + ".exposeHeaders"),
        maxAge(filter.getMaxAge(), at + ".maxAge"));
  }

  private List<OriginPattern> origins(@Nullable List<String> origins, String at) {
    List<String> given = Given.list(origins);
    List<OriginPattern> patterns = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String written = Given.text(given.get(i));
      Optional<OriginPattern> pattern = Origins.parse(written);
      if (pattern.isPresent()) {
        patterns.add(pattern.get());
      } else {
        problems.add(new Problem.Malformed(at + "[" + i + "]", written, Origins.EXPECTED));
      }
    }
    requireEveryAlone(given, at);
    return patterns;
  }

  private List<String> methods(@Nullable List<String> methods, String at) {
    List<String> given = Given.list(methods);
    List<String> read = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String method = Given.text(given.get(i));
      if (METHODS.contains(method)) {
        read.add(method);
      } else {
        problems.add(new Problem.Unknown(at + "[" + i + "]", method, METHOD_LIST));
      }
    }
    requireEveryAlone(read, at);
    return read;
  }

  private List<String> allowHeaders(@Nullable List<String> headers, String at) {
    List<String> read = headers(headers, at);
    requireEveryAlone(read, at);
    return read;
  }

  private List<String> headers(@Nullable List<String> headers, String at) {
    List<String> given = Given.list(headers);
    List<String> read = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String name = Given.text(given.get(i));
      if (HeaderRules.isToken(name)) {
        read.add(name);
      } else {
        problems.add(new Problem.Malformed(at + "[" + i + "]", name, HeaderRules.NAME_EXPECTED));
      }
    }
    return read;
  }

  private void requireEveryAlone(List<String> names, String at) {
    if (names.size() > 1 && names.contains(CorsPolicy.EVERY)) {
      problems.add(new Problem.Malformed(at, String.join(", ", names), "\"*\" alone"));
    }
  }

  private int maxAge(@Nullable Integer seconds, String at) {
    if (seconds == null) {
      return DEFAULT_MAX_AGE;
    }
    if (seconds < 1) {
      problems.add(new Problem.Malformed(at, seconds.toString(), "a number of seconds from 1"));
      return DEFAULT_MAX_AGE;
    }
    return seconds;
  }
}
