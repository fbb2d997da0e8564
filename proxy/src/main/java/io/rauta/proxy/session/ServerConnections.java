package io.rauta.proxy.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The client connections of one worker, oldest first, and how they are brought to their end.
 *
 * <p>Owned by the worker's loop.
 */
public final class ServerConnections {

  private final Set<ServerConnection> open = new LinkedHashSet<>();
  private boolean draining;
  private long idleGraceNanos;

  /** Takes in one that was accepted. */
  public void add(ServerConnection connection) {
    open.add(connection);
    if (draining) {
      connection.drain(idleGraceNanos);
    }
  }

  /** Forgets one that has ended. */
  public void remove(ServerConnection connection) {
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
    for (ServerConnection connection : snapshot()) {
      connection.drain(graceNanos);
    }
  }

  /** Ends every connection at once. */
  public void cut() {
    for (ServerConnection connection : snapshot()) {
      connection.cut();
    }
  }

  private List<ServerConnection> snapshot() {
    return new ArrayList<>(open);
  }
}
