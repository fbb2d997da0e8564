package io.rauta.sources.rules;

/**
 * One thing that an API server refuses in an object.
 *
 * @param field such as {@code spec.rules[0].matches}
 * @param line where it stands, or its nearest parent that is there, counted from 1
 * @param problem what is wrong with it; names the value
 * @param allowed what would be right; empty where the problem says it
 */
public record Violation(String field, int line, String problem, String allowed) {

  /** Problem and what is allowed, as one phrase that goes behind the field's name. */
  public String message() {
    return allowed.isEmpty() ? problem : problem + " (" + allowed + ")";
  }
}
