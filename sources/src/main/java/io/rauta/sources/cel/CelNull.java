package io.rauta.sources.cel;

/** The value {@code null}. */
public enum CelNull {
  /** There is but one. */
  NULL
}
