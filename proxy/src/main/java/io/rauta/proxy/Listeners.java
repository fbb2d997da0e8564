package io.rauta.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.handover.AfterHandover;
import io.rauta.proxy.handover.HandoverClient;
import io.rauta.proxy.handover.HandoverServer;
import io.rauta.proxy.handover.HostSockets;
import io.rauta.proxy.handover.Inherited;
import io.rauta.proxy.handover.InheritedSocket;
import io.rauta.proxy.listener.ConnectionLimit;
import io.rauta.proxy.listener.ListenSocket;
import io.rauta.proxy.listener.WorkerListener;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening sockets of the process: one for each worker and address. Where a predecessor of the
 * same user serves an address, its sockets are taken over, so that no connection is refused or
 * lost; they are offered to a successor in turn.
 *
 * <p>Owned by the control thread.
 */
public final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int MOST_TRIES = 10;
  private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long RETIRED_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ServerSettings settings;
  private final List<Worker> workers;
  private final ConnectionLimit limit;
  private final EventLoop handoverLoop;
  private final HandoverServer handover;
  private final Map<BindAddress, List<ListenSocket>> bound = new HashMap<>();
  private final Set<BindAddress> offered = new HashSet<>();
  private final Set<BindAddress> refused = new HashSet<>();
  private final List<Inherited> inherited = new ArrayList<>();
  private final List<Inherited> others = new ArrayList<>();
  private int heard;
  private boolean isReady;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  Listeners(ServerSettings settings, List<Worker> workers) {
    this.settings = settings;
    this.workers = workers;
    this.limit = new ConnectionLimit(settings.maxConnections());
    this.handoverLoop =
        new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("rauta-handover", true),
                settings.transport().ioHandler())
            .next();
    this.handover = new HandoverServer(handoverLoop);
    if (!HandoverClient.supportedBy(handoverLoop)) {
      LOG.info("transport={} cannot hand listening sockets to a successor", settings.transport());
    }
  }

  /**
   * Takes over sockets that are not a listener's, such as the admin endpoint's, from a predecessor.
   *
   * @return empty where no predecessor serves any of {@code addresses}
   */
  public Optional<Inherited> takeOver(Collection<BindAddress> addresses) {
    Optional<Inherited> taken = HandoverClient.takeOver(handoverLoop, addresses);
    taken.ifPresent(others::add);
    return taken;
  }

  /** Offers a socket that is not a listener's to a successor of the listeners. */
  public void offer(BindAddress address, Channel socket) {
    handover.offer(address, List.of(socket), AfterHandover.PAUSE);
  }

  /** A loop that runs handovers and is never busy. */
  public EventLoop loop() {
    return handoverLoop;
  }

  /** Binds what is wanted and not bound, and lets go of what is bound and not wanted. */
  synchronized Map<BindAddress, BindOutcome> reconcile(Set<BindAddress> wanted) {
    List.copyOf(bound.keySet()).stream()
        .filter(address -> !wanted.contains(address))
        .forEach(this::retire);
    Map<BindAddress, BindOutcome> outcomes = new HashMap<>();
    List<BindAddress> missing =
        wanted.stream().filter(address -> !bound.containsKey(address)).toList();
    openAll(missing, outcomes);
    for (BindAddress address : wanted) {
      List<ListenSocket> sockets = bound.get(address);
      if (sockets != null) {
        outcomes.put(address, new BindOutcome.Bound(sockets.get(0).port()));
      }
    }
    if (isReady) {
      settle();
    }
    return outcomes;
  }

  /**
   * Says that this process is ready in all respects: a predecessor may go, and a successor may
   * come. Until then a predecessor that is asked to stop goes on accepting.
   */
  public synchronized void ready() {
    isReady = true;
    settle();
  }

  private void settle() {
    inherited.subList(heard, inherited.size()).forEach(Inherited::ready);
    heard = inherited.size();
    for (BindAddress address : bound.keySet()) {
      if (offered.add(address)) {
        offer(address);
      }
    }
  }

  /**
   * Opens what can be opened. An address in use may be that of another of our processes which is
   * about to offer it or to close it, so it is tried for a moment, but not in every round.
   */
  private void openAll(List<BindAddress> missing, Map<BindAddress, BindOutcome> outcomes) {
    Map<BindAddress, Exception> failures = tryAll(missing);
    for (int i = 0;
        i < MOST_TRIES && failures.values().stream().anyMatch(Listeners::isInUse);
        i++) {
      if (refused.containsAll(failures.keySet())) {
        break;
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
      failures = tryAll(List.copyOf(failures.keySet()));
    }
    refused.clear();
    refused.addAll(failures.keySet());
    failures.forEach(
        (address, failure) ->
            outcomes.put(
                address,
                new BindOutcome.Failed(
                    "cannot listen on " + address + ": " + reason(address, failure))));
  }

  private Map<BindAddress, Exception> tryAll(List<BindAddress> missing) {
    if (missing.isEmpty()) {
      return Map.of();
    }
    Optional<Inherited> taken = HandoverClient.takeOver(handoverLoop, missing);
    taken.ifPresent(inherited::add);
    Map<BindAddress, Exception> failures = new HashMap<>();
    for (BindAddress address : missing) {
      try {
        open(address, taken.map(from -> from.sockets(address)).orElse(List.of()));
      } catch (IOException | IllegalStateException e) {
        failures.put(address, e);
      }
    }
    return failures;
  }

  private void open(BindAddress address, List<InheritedSocket> inherited) throws IOException {
    List<ListenSocket> sockets = new ArrayList<>();
    try {
      if (inherited.isEmpty()) {
        requireFree(address);
      }
      for (int i = 0; i < inherited.size(); i++) {
        WorkerListener listener = workers.get(i % workers.size()).listener(address);
        ListenSocket socket =
            ListenSocket.adopt(settings.transport(), listener, limit, inherited.get(i));
        sockets.add(socket);
        socket.start();
      }
      for (int i = inherited.size(); i < workers.size(); i++) {
        BindAddress at = sockets.isEmpty() ? address : withPort(address, sockets.get(0).port());
        sockets.add(
            ListenSocket.bind(settings.transport(), workers.get(i).listener(address), limit, at));
      }
      bound.put(address, sockets);
    } catch (IOException | IllegalStateException e) {
      sockets.forEach(ListenSocket::close);
      throw e;
    }
  }

  /**
   * Fails where any other program holds the address: sharing it with one would divide the clients
   * between the two.
   */
  private static void requireFree(BindAddress address) throws IOException {
    if (address.port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(ListenSocket.socketAddress(address));
    }
  }

  private static String reason(BindAddress address, Exception e) {
    return isInUse(e) ? HostSockets.describeHolder(address) : String.valueOf(e.getMessage());
  }

  private static boolean isInUse(Exception e) {
    return String.valueOf(e.getMessage()).contains("in use");
  }

  private static BindAddress withPort(BindAddress address, int port) {
    return switch (address) {
      case BindAddress.AllAddresses all -> new BindAddress.AllAddresses(port);
      case BindAddress.OneAddress one -> new BindAddress.OneAddress(one.ip(), port);
    };
  }

  private void offer(BindAddress address) {
    List<ListenSocket> sockets = bound.get(address);
    if (sockets != null) {
      handover.offer(
          address,
          sockets.stream().map(ListenSocket::channel).toList(),
          AfterHandover.KEEP_ACCEPTING);
    }
  }

  private void retire(BindAddress address) {
    handover.withdraw(address);
    offered.remove(address);
    List<ListenSocket> sockets = bound.remove(address);
    if (sockets != null) {
      sockets.forEach(ListenSocket::close);
    }
    for (Worker worker : workers) {
      worker
          .loop()
          .eventLoop()
          .submit(() -> worker.retire(address, RETIRED_GRACE_NANOS))
          .syncUninterruptibly();
    }
  }

  /**
   * Waits while a successor that has the sockets is starting: until it is ready, this process has
   * to accept.
   *
   * @param limit how long at most
   */
  void awaitSuccessor(Duration limit) {
    if (handover.successorStarting()) {
      LOG.info("a successor is starting: accepting until it is ready");
      CompletableFuture<Void> settled = handover.successorSettled().toCompletableFuture();
      CompletableFuture.anyOf(settled, stopped)
          .completeOnTimeout(null, Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS)
          .join();
      if (!settled.isDone()) {
        LOG.warn("stopping although the successor is not ready");
      }
    }
  }

  /** Ends a wait for a successor. */
  void stopWaiting() {
    stopped.complete(null);
  }

  /**
   * Stops listening, after all that waits to be accepted was. A predecessor that still runs is in
   * charge again.
   */
  synchronized void close() {
    bound.keySet().forEach(handover::withdraw);
    handover.leave();
    bound.values().forEach(sockets -> sockets.forEach(ListenSocket::close));
    bound.clear();
    inherited.forEach(Inherited::abandon);
    inherited.clear();
    heard = 0;
  }

  /** Ends the loop of handovers. */
  void shutDown() {
    handover.close();
    others.forEach(Inherited::abandon);
    handoverLoop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }
}
