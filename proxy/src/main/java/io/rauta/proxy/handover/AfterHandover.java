package io.rauta.proxy.handover;

/** What the old process does with the sockets of an address once its successor is ready. */
public enum AfterHandover {
  /**
   * Goes on accepting beside the successor until the owner of the sockets closes them: traffic
   * listeners, which stay open until their drain.
   */
  KEEP_ACCEPTING,
  /**
   * Closes its copies before the successor is told that it is alone: addresses where the answer
   * depends on the process, such as the admin endpoint.
   */
  CLOSE
}
