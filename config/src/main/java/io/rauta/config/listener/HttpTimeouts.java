package io.rauta.config.listener;

import java.time.Duration;

/**
 * How long a peer may take. Every duration is positive.
 *
 * @param requestHead from the first byte of a request to the end of its head, in all; 408 beyond
 * @param keepAlive how long a connection may wait for its next request
 * @param bodyIdle longest silence inside a body, and longest time a peer may leave what we have for
 *     it unread
 * @param bodyMinRate bytes per second a body must average over any 10 s after its first 10 s; 0 for
 *     no minimum
 * @param streamIdle longest silence of an upgraded connection, an event stream or a call of gRPC
 */
public record HttpTimeouts(
    Duration requestHead,
    Duration keepAlive,
    Duration bodyIdle,
    int bodyMinRate,
    Duration streamIdle) {

  public static final HttpTimeouts DEFAULT =
      new HttpTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          240,
          Duration.ofSeconds(300));

  public HttpTimeouts {
    requirePositive("requestHead", requestHead);
    requirePositive("keepAlive", keepAlive);
    requirePositive("bodyIdle", bodyIdle);
    requirePositive("streamIdle", streamIdle);
    if (bodyMinRate < 0) {
      throw new IllegalArgumentException("bodyMinRate " + bodyMinRate + " is negative");
    }
  }

  /** These as they hold for a stream, whose body may be silent for long and need not be fast. */
  public HttpTimeouts ofStreams() {
    return new HttpTimeouts(requestHead, keepAlive, streamIdle, 0, streamIdle);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }
}
