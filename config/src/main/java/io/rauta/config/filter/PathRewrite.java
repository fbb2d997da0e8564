package io.rauta.config.filter;

/** What becomes of the canonical path of a request. The query always stays as it was received. */
public sealed interface PathRewrite {

  /** It stays. */
  record Keep() implements PathRewrite {}

  /**
   * All of it is replaced.
   *
   * @param path canonical, starts with a slash
   */
  record Full(String path) implements PathRewrite {
    public Full {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("path " + path + " does not start with a slash");
      }
    }
  }

  /**
   * Its leading elements are replaced, what lies behind them stays.
   *
   * @param matched the prefix by which the request was matched: starts with a slash and has no
   *     trailing one, but for {@code /} itself
   * @param replacement canonical, starts with a slash and has no trailing one; empty to leave the
   *     prefix out
   */
  record Prefix(String matched, String replacement) implements PathRewrite {
    public Prefix {
      if (!matched.startsWith("/") || (matched.length() > 1 && matched.endsWith("/"))) {
        throw new IllegalArgumentException("prefix " + matched + " is not one to match by");
      }
      if (!replacement.isEmpty() && (!replacement.startsWith("/") || replacement.endsWith("/"))) {
        throw new IllegalArgumentException(
            "replacement " + replacement + " does not start with a slash or ends with one");
      }
    }
  }
}
