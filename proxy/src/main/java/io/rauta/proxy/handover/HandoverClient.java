package io.rauta.proxy.handover;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.rauta.config.listener.BindAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the process that serves an address, if there is one of the same user, for its sockets. */
public final class HandoverClient {

  private static final Logger LOG = LoggerFactory.getLogger(HandoverClient.class);

  /** How long a predecessor may take for all it has to answer, at each of the two steps. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private HandoverClient() {}

  /**
   * Whether sockets can be handed over by way of {@code loop}: it runs on epoll. Where it does not,
   * nothing is offered and nothing taken over, and the start should say so.
   */
  public static boolean supportedBy(EventLoop loop) {
    return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
  }

  /**
   * Takes over the listening sockets of {@code addresses} from whoever serves them.
   *
   * <p>Blocks, at most ten seconds and only if there is a predecessor that does not answer; not for
   * event loops. Never throws for what a predecessor does: an address that cannot be taken over is
   * logged, missing in the answer, and to be bound as if nobody served it.
   *
   * @param loop runs the conversation; must outlive the answer
   * @param addresses what this process is to serve; those with port 0 are passed over
   * @return empty if no address has a predecessor
   */
  public static Optional<Inherited> takeOver(EventLoop loop, Collection<BindAddress> addresses) {
    return supportedBy(loop)
        ? takeOver(loop, addresses, HandoverName.ownUid(), PATIENCE)
        : Optional.empty();
  }

  static Optional<Inherited> takeOver(
      EventLoop loop, Collection<BindAddress> addresses, int uid, Duration patience) {
    List<ClientSession> sessions = new ArrayList<>();
    for (BindAddress address : addresses) {
      if (HandoverName.exists(address)) {
        sessions.add(ClientSession.open(loop, uid, address, patience));
      }
    }
    if (!await(sessions.stream().map(ClientSession::sockets).toList(), patience)) {
      sessions.forEach(session -> session.giveUp(loop));
    }
    Map<BindAddress, ClientSession> successful = new LinkedHashMap<>();
    for (ClientSession session : sessions) {
      if (!session.sockets().join().isEmpty()) {
        successful.put(session.address(), session);
      }
    }
    if (successful.isEmpty()) {
      return Optional.empty();
    }
    Inherited inherited = new Inherited(loop, successful, patience);
    LOG.info(
        "addresses={} are taken over from pid={}",
        inherited.addresses(),
        inherited.predecessorPid());
    return Optional.of(inherited);
  }

  /** Waits until all of {@code futures}, which never fail, are complete; false if they are not. */
  static boolean await(List<? extends CompletableFuture<?>> futures, Duration patience) {
    try {
      CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
          .get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      LOG.debug("interrupted while waiting for a predecessor", e);
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a handover session has failed unexpectedly", e);
    }
  }
}
