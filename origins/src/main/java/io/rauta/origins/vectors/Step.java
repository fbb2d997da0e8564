package io.rauta.origins.vectors;

import java.time.Duration;

/** One thing that a client or a backend does, in the order of its vector. */
public sealed interface Step {

  /** Bytes are sent. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  record Send(byte[] bytes) implements Step {}

  /** Nothing is sent for a while. */
  record Pause(Duration duration) implements Step {}

  /** The client waits until another message of its answer has begun to arrive. */
  record Await() implements Step {}

  /** The side ends its output and can still read. */
  record Fin() implements Step {}

  /** The connection is reset. */
  record Reset() implements Step {}

  /** The backend begins to answer at the end of the head, with the body unread. */
  record Early() implements Step {}
}
