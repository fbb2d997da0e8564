package io.rauta.origins;

import java.io.IOException;

/** What was received is not a strictly well-formed HTTP/1.x message. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }
}
