package io.rauta.proxy.route;

import com.google.re2j.Pattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.ValueMatch;
import java.util.Optional;

/** What has to be seen of a path once the index has found a rule by it. Immutable. */
sealed interface PathTest {

  static PathTest of(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact _, PathMatch.Prefix _ -> new Known();
      case PathMatch.Regex(String pattern) -> new Whole(Pattern.compile(pattern));
      case PathMatch.Call(var service, var method) -> new Names(name(service), name(method));
    };
  }

  private static Optional<Pattern> name(Optional<ValueMatch> match) {
    return match.map(
        name ->
            switch (name) {
              case ValueMatch.Exact(String text) -> Pattern.compile(Pattern.quote(text));
              case ValueMatch.Regex(String pattern) -> Pattern.compile(pattern);
            });
  }

  /** Whether {@code path} is as wanted. */
  boolean accepts(String path);

  /** Nothing: the index knows. */
  record Known() implements PathTest {
    @Override
    public boolean accepts(String path) {
      return true;
    }
  }

  /**
   * All of it, by an RE2 pattern.
   *
   * @param pattern runs in time linear in the path
   */
  record Whole(Pattern pattern) implements PathTest {
    @Override
    public boolean accepts(String path) {
      return pattern.matches(path);
    }
  }

  /**
   * The two names of a call.
   *
   * @param service what stands before the second slash; empty for anything
   * @param method what stands behind it; empty for anything
   */
  record Names(Optional<Pattern> service, Optional<Pattern> method) implements PathTest {
    @Override
    public boolean accepts(String path) {
      int slash = path.indexOf('/', 1);
      return slash > 0
          && (service.isEmpty() || service.get().matches(path.substring(1, slash)))
          && (method.isEmpty() || method.get().matches(path.substring(slash + 1)));
    }
  }
}
