package io.rauta.origins;

/** How the other side left a connection. */
public enum ConnectionEnd {
  /** It has not left within the time given. */
  OPEN,
  /** It sent FIN. */
  CLOSED,
  /** It sent RST. */
  RESET
}
