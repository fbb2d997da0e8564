package io.rauta.control.lint;

import com.google.re2j.Pattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.ValueMatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether one match accepts every request that another one accepts. Says yes only where it is
 * certain: of two patterns it knows only whether they are the same, and a few that accept
 * everything.
 */
final class Covering {

  private static final Set<String> EVERY_VALUE = Set.of(".*", "^.*$", "^.*", ".*$", "(.*)");
  private static final Set<String> EVERY_PATH = Set.of("/.*", "^/.*$", "^/.*", "/.*$", "/(.*)");

  private final Map<String, Pattern> patterns = new HashMap<>();

  /** Whether {@code wide} accepts every request that {@code narrow} accepts. */
  boolean covers(RequestMatch wide, RequestMatch narrow) {
    return coversPath(wide.path(), narrow.path())
        && (wide.method().isEmpty() || wide.method().equals(narrow.method()))
        && wide.headers().stream().allMatch(header -> isImplied(header, narrow))
        && wide.query().stream().allMatch(query -> isImplied(query, narrow));
  }

  /** Whether {@code match} accepts every path. */
  static boolean acceptsEveryPath(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact _, PathMatch.Call _ -> false;
      case PathMatch.Prefix(String path) -> path.equals("/");
      case PathMatch.Regex(String pattern) ->
          EVERY_VALUE.contains(pattern) || EVERY_PATH.contains(pattern);
    };
  }

  private boolean coversPath(PathMatch wide, PathMatch narrow) {
    if (acceptsEveryPath(wide) || wide.equals(narrow)) {
      return true;
    }
    return switch (narrow) {
      case PathMatch.Exact(String path) ->
          switch (wide) {
            case PathMatch.Exact _, PathMatch.Call _ -> false;
            case PathMatch.Prefix(String prefix) ->
                path.startsWith(prefix + "/") || path.equals(prefix);
            case PathMatch.Regex(String pattern) -> matches(pattern, path);
          };
      case PathMatch.Prefix(String path) ->
          wide instanceof PathMatch.Prefix(String prefix) && path.startsWith(prefix + "/");
      case PathMatch.Regex _ -> false;
      case PathMatch.Call narrowCall ->
          wide instanceof PathMatch.Call wideCall
              && coversName(wideCall.service(), narrowCall.service())
              && coversName(wideCall.method(), narrowCall.method());
    };
  }

  private boolean coversName(Optional<ValueMatch> wide, Optional<ValueMatch> narrow) {
    return wide.isEmpty() || (narrow.isPresent() && isImplied(wide.get(), narrow.get()));
  }

  private boolean isImplied(HeaderMatch wanted, RequestMatch narrow) {
    return narrow.headers().stream()
        .anyMatch(
            header ->
                header.name().equals(wanted.name()) && isImplied(wanted.value(), header.value()));
  }

  private boolean isImplied(QueryMatch wanted, RequestMatch narrow) {
    return narrow.query().stream()
        .anyMatch(
            query ->
                query.name().equals(wanted.name()) && isImplied(wanted.value(), query.value()));
  }

  private boolean isImplied(ValueMatch wanted, ValueMatch given) {
    if (wanted.equals(given)) {
      return true;
    }
    return wanted instanceof ValueMatch.Regex(String pattern)
        && (EVERY_VALUE.contains(pattern)
            || (given instanceof ValueMatch.Exact(String value) && matches(pattern, value)));
  }

  private boolean matches(String pattern, String text) {
    return patterns.computeIfAbsent(pattern, Pattern::compile).matches(text);
  }
}
