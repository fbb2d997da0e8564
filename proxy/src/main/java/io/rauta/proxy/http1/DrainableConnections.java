package io.rauta.proxy.http1;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The client connections of one worker, oldest first, and how they are brought to their end.
 *
 * <p>Owned by the worker's loop.
 */
public final class DrainableConnections {

  private final Set<Http1ServerConnection> open = new LinkedHashSet<>();
  private boolean draining;
  private long idleGraceNanos;

  void add(Http1ServerConnection connection) {
    open.add(connection);
    if (draining) {
      connection.drain(idleGraceNanos);
    }
  }

  void remove(Http1ServerConnection connection) {
    open.remove(connection);
  }

  /** How many are open. */
  public int size() {
    return open.size();
  }

  /**
   * Lets every connection end with its next answer, and those that stay silent for {@code
   * graceNanos} without one. Connections that are accepted later are treated alike.
   */
  public void drain(long graceNanos) {
    draining = true;
    idleGraceNanos = graceNanos;
    for (Http1ServerConnection connection : snapshot()) {
      connection.drain(graceNanos);
    }
  }

  /** Ends every connection at once. */
  public void cut() {
    for (Http1ServerConnection connection : snapshot()) {
      connection.cut();
    }
  }

  private List<Http1ServerConnection> snapshot() {
    return new ArrayList<>(open);
  }
}
