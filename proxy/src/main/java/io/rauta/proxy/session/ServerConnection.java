package io.rauta.proxy.session;

/** A client's connection of any HTTP version, as far as its end is concerned. On its loop only. */
public interface ServerConnection {

  /**
   * Ends the connection with its next answer, or with the last of those under way, or after {@code
   * graceNanos} without a request.
   */
  void drain(long graceNanos);

  /** Ends the connection at once, whatever is under way. */
  void cut();
}
