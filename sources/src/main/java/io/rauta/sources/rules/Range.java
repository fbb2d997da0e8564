package io.rauta.sources.rules;

/**
 * How many, or how much.
 *
 * @param min at least this
 * @param max at most this
 */
record Range(long min, long max) {

  static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean contains(long value) {
    return value >= min && value <= max;
  }

  @Override
  public String toString() {
    if (max == ANY.max) {
      return "at least " + min;
    }
    return min == ANY.min ? "at most " + max : "from " + min + " to " + max;
  }
}
