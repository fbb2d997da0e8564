package io.rauta.config.route;

/** What a header or query value must be. */
public sealed interface ValueMatch {

  /**
   * Equal, case-sensitive.
   *
   * @param value the whole value
   */
  record Exact(String value) implements ValueMatch {}

  /**
   * The whole value, by an RE2 pattern.
   *
   * @param pattern RE2 syntax, at most 1 KiB
   */
  record Regex(String pattern) implements ValueMatch {}
}
