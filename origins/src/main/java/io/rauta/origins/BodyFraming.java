package io.rauta.origins;

/** How the end of a body was known (RFC 9112 section 6.3). */
public enum BodyFraming {
  NONE,
  COUNTED,
  CHUNKED,
  UNTIL_CLOSE
}
