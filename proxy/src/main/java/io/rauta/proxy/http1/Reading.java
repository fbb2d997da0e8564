package io.rauta.proxy.http1;

/** Where reading stands on a client's connection. */
enum Reading {
  /** In a head, or before one. */
  HEAD(ServerTimer.Waiting.HEAD),
  /** In a body that an exchange takes. */
  BODY(ServerTimer.Waiting.BODY),
  /** In a body that nobody takes any more. */
  SKIP_BODY(ServerTimer.Waiting.BODY),
  /** Behind a request that is not yet answered. */
  AWAIT(ServerTimer.Waiting.ANSWER),
  /** In data of an upgraded connection. */
  TUNNEL(ServerTimer.Waiting.TUNNEL),
  /** Behind the last answer. */
  LINGER(ServerTimer.Waiting.END),
  /** The connection is gone. */
  CLOSED(ServerTimer.Waiting.END);

  private final ServerTimer.Waiting waiting;

  Reading(ServerTimer.Waiting waiting) {
    this.waiting = waiting;
  }

  /** What it waits for, as far as time is concerned. */
  ServerTimer.Waiting waiting() {
    return waiting;
  }
}
