package io.rauta.proxy.handover;

import io.netty.channel.EventLoop;
import io.rauta.config.listener.BindAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this process took over: the sockets of some addresses, and the open connection to their
 * predecessor. That one serves until {@link #ready} is said, and is in charge again once the
 * connection ends, be it by {@link #abandon} or because this process does.
 *
 * <p>For one thread that is not an event loop.
 */
public final class Inherited {

  private final EventLoop loop;
  private final Map<BindAddress, ClientSession> sessions;
  private final Duration patience;

  Inherited(EventLoop loop, Map<BindAddress, ClientSession> sessions, Duration patience) {
    this.loop = loop;
    this.sessions = sessions;
    this.patience = patience;
  }

  /** The addresses that were handed over. */
  public Set<BindAddress> addresses() {
    return Set.copyOf(sessions.keySet());
  }

  /**
   * All listening sockets of {@code address}, none if it was not handed over. Each must be
   * registered before {@link #ready}: connections wait in every one of them.
   */
  public List<InheritedSocket> sockets(BindAddress address) {
    ClientSession session = sessions.get(address);
    return session == null ? List.of() : session.sockets().join();
  }

  /** The process that handed over the first address, 0 if that cannot be seen from here. */
  public int predecessorPid() {
    return sessions.values().iterator().next().predecessorPid();
  }

  /**
   * Tells the predecessor that this process accepts on all sockets, and waits at most ten seconds
   * until it has given up the names, so that they can be offered by this process.
   *
   * @return whether the names are free: released, or the predecessor is gone
   */
  public boolean ready() {
    loop.execute(() -> sessions.values().forEach(ClientSession::ready));
    return HandoverClient.await(
        sessions.values().stream().map(ClientSession::released).toList(), patience);
  }

  /**
   * Closes every socket that was not registered and leaves the predecessor in charge. Channels made
   * of registered ones are for their owner to close, before this.
   */
  public void abandon() {
    loop.execute(() -> sessions.values().forEach(ClientSession::abandon));
  }
}
