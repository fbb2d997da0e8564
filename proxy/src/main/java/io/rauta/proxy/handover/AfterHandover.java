package io.rauta.proxy.handover;

/** What the old process does with the sockets of an address while a successor is in charge. */
public enum AfterHandover {
  /**
   * Goes on accepting beside the successor until the owner of the sockets closes them: traffic
   * listeners, which stay open until their drain.
   */
  KEEP_ACCEPTING,
  /**
   * Accepts nothing from before the successor is told that it is alone until that one is gone:
   * addresses where the answer depends on the process, such as the admin endpoint. Only who has
   * taken shared sockets gets these, and anybody once this process leaves.
   */
  PAUSE
}
