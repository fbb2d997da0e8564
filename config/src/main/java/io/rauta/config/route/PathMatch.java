package io.rauta.config.route;

import java.util.Optional;

/** Which paths are meant. */
public sealed interface PathMatch {

  /**
   * The whole path, case-sensitive.
   *
   * @param path starts with a slash
   */
  record Exact(String path) implements PathMatch {
    public Exact {
      requireSlash(path);
    }
  }

  /**
   * Whole leading path elements, case-sensitive: {@code /a/b} is a prefix of {@code /a/b} and
   * {@code /a/b/c}, not of {@code /a/bc}.
   *
   * @param path starts with a slash and has no trailing one, but for {@code /} itself, which every
   *     path has
   */
  record Prefix(String path) implements PathMatch {
    public Prefix {
      requireSlash(path);
      if (path.length() > 1 && path.endsWith("/")) {
        throw new IllegalArgumentException("prefix " + path + " ends with a slash");
      }
    }
  }

  /**
   * The whole path, by an RE2 pattern.
   *
   * @param pattern RE2 syntax, at most 1 KiB
   */
  record Regex(String pattern) implements PathMatch {}

  /**
   * Calls of gRPC, and nothing else that is asked for on such a path: {@code /service/method}.
   *
   * @param service what is before the last slash; empty for any
   * @param method what is behind the last slash; empty for any
   */
  record Call(Optional<ValueMatch> service, Optional<ValueMatch> method) implements PathMatch {}

  private static void requireSlash(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path " + path + " does not start with a slash");
    }
  }
}
