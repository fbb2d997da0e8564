package io.rauta.proxy.observe;

/** What a client did so often that its connection over HTTP/2 was ended. */
public enum Flood {
  /** It reset streams. */
  RESETS,
  /** It made us reset streams. */
  RESETS_CAUSED,
  /** It sent PING or SETTINGS. */
  CONTROL,
  /** It sent frames that say nothing: empty DATA, PRIORITY, unknown ones. */
  EMPTY,
  /** It opened windows in tiny steps. */
  WINDOW_UPDATES,
  /** It sent header lists far larger than allowed, or in too many pieces. */
  HEADERS,
  /** It did not read what it was owed. */
  UNREAD
}
