package io.rauta.proxy.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.util.concurrent.PromiseCombiner;
import io.rauta.config.listener.BindAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the listening sockets of this process to a successor of the same user.
 *
 * <p>State is owned by one event loop. The public methods are for other threads, the control thread
 * above all, and may block for as long as that loop takes to answer; they must not be called from
 * any event loop. On a loop without epoll nothing is offered.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a channel of a Unix socket is closed for good, whatever its
// future says
public final class HandoverServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HandoverServer.class);

  private final EventLoop loop;
  private final int uid;
  private final boolean supported;

  /** How soon a name is asked for again that another process has. */
  private static final long CLAIM_MILLIS = 200;

  private final Map<BindAddress, Offer> offers = new HashMap<>();
  private final Set<ServerSession> sessions = new HashSet<>();
  private final Set<Integer> successors = new HashSet<>();
  private boolean isLeaving;
  private int starting;
  private volatile CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

  /**
   * Offers nothing yet.
   *
   * @param loop serves successors; must outlive this object, and had better not be a worker, whose
   *     load would delay the answers
   */
  public HandoverServer(EventLoop loop) {
    this(loop, HandoverClient.supportedBy(loop) ? HandoverName.ownUid() : -1);
  }

  HandoverServer(EventLoop loop, int uid) {
    this.loop = loop;
    this.uid = uid;
    this.supported = HandoverClient.supportedBy(loop);
  }

  /**
   * Makes the sockets of {@code address} available to a successor, instead of what was offered for
   * it before. A name that is taken is logged and claimed again until it is free. Port 0 is never
   * offered.
   *
   * <p>A successor that is ready has the name; when it is gone, the name is claimed back.
   *
   * @param sockets every listening socket of the address, since what waits in one that is not
   *     passed is lost when it closes; at least one; stay owned by the caller
   * @param after what becomes of them once a successor is ready
   */
  public void offer(BindAddress address, List<? extends Channel> sockets, AfterHandover after) {
    if (!supported || !HandoverName.exists(address)) {
      return;
    }
    if (sockets.isEmpty()) {
      throw new IllegalArgumentException("no socket is offered for " + address);
    }
    Offer offer = new Offer(address, sockets, after);
    ChannelFuture claimed =
        call(
            () -> {
              revoke(address);
              offers.put(address, offer);
              return claim(offer);
            });
    claimed.awaitUninterruptibly();
    if (!claimed.isSuccess()) {
      LOG.warn(
          "address={} cannot be handed over to a later process yet: {}",
          address,
          Objects.requireNonNull(claimed.cause()).getMessage());
    }
  }

  /**
   * Takes back the offer of {@code address}. To be called before its sockets are closed: no
   * descriptor is sent any more when this returns. A successor that already has them keeps them.
   */
  public void withdraw(BindAddress address) {
    if (supported) {
      run(() -> revoke(address));
    }
  }

  /**
   * Whether a successor has taken sockets and is neither ready nor gone. While it is, this process
   * must go on accepting, whatever signal it got.
   */
  public boolean successorStarting() {
    return !settled.isDone();
  }

  /**
   * Completes when no successor is starting any more, be it that it is ready or that it went away;
   * already complete when none is. Has no deadline of its own. Completed on the handover loop: use
   * the async methods of the stage for anything that blocks.
   */
  public CompletionStage<Void> successorSettled() {
    return settled.minimalCompletionStage();
  }

  /**
   * Lets any process of this user have the sockets that are not shared, for this one is about to
   * end.
   */
  public void leave() {
    if (supported) {
      run(() -> isLeaving = true);
    }
  }

  /** Withdraws all offers. The sockets themselves stay open. */
  @Override
  public void close() {
    if (!supported || loop.isShuttingDown()) {
      return;
    }
    try {
      run(() -> List.copyOf(offers.keySet()).forEach(this::revoke));
    } catch (RejectedExecutionException e) {
      LOG.debug("the handover loop has ended, and all names with it", e);
    }
  }

  /** Called by a session when its peer turned out to be a process of this user. */
  void opened(ServerSession session) {
    sessions.add(session);
  }

  /** Called by a session when its peer has been promised sockets. */
  void successorBegan() {
    if (starting++ == 0) {
      settled = new CompletableFuture<>();
    }
  }

  /** Called once for each {@link #successorBegan}, when that successor is ready or gone. */
  void successorEnded() {
    if (--starting == 0) {
      settled.complete(null);
    }
  }

  /** Called by a session when its connection has ended. */
  void closed(ServerSession session) {
    sessions.remove(session);
  }

  /** Whether the process {@code pid} may have the sockets of {@code offer}. */
  boolean mayTake(Offer offer, int pid) {
    return offer.isShared() || isLeaving || successors.contains(pid);
  }

  /** Called by a session when the process {@code pid} has been sent the sockets of an offer. */
  void sent(Offer offer, int pid) {
    if (offer.isShared()) {
      successors.add(pid);
    }
  }

  /** Gives up the name, stops accepting where that is not shared, then runs {@code released}. */
  void release(Offer offer, Runnable released) {
    PromiseCombiner done = new PromiseCombiner(loop);
    offer.given().ifPresent(name -> done.add(name.close()));
    for (Channel socket : offer.paused()) {
      done.add(socket.eventLoop().submit(() -> socket.config().setAutoRead(false)));
    }
    done.finish(loop.<Void>newPromise().addListener(_ -> released.run()));
  }

  /** Called by a session when its peer, to whom {@code offer} was released, is gone. */
  void successorGone(Offer offer) {
    claimAgain(offer);
  }

  private void claimAgain(Offer offer) {
    if (isCurrent(offer)) {
      claim(offer)
          .addListener(
              claimed -> {
                if (claimed.isSuccess()) {
                  LOG.info("this process is in charge of address={}", offer.address());
                }
              });
    }
  }

  private boolean isCurrent(Offer offer) {
    return offers.get(offer.address()) == offer;
  }

  /** Takes charge of {@code offer} as soon as nobody else has its name. */
  private ChannelFuture claim(Offer offer) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<EpollDomainSocketChannel>() {
                  @Override
                  protected void initChannel(EpollDomainSocketChannel channel) {
                    channel.pipeline().addLast(new ServerSession(HandoverServer.this, offer, uid));
                  }
                })
            .bind(HandoverName.of(uid, offer.address()));
    bound.addListener(_ -> claimed(offer, bound));
    return bound;
  }

  private void claimed(Offer offer, ChannelFuture bound) {
    if (!isCurrent(offer)) {
      bound.channel().close();
    } else if (bound.isSuccess()) {
      offer.given().ifPresent(Channel::close);
      offer.claimed(bound.channel());
      offer.paused().forEach(InheritedSocket::startAccepting);
    } else {
      loop.schedule(() -> claimAgain(offer), CLAIM_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void revoke(BindAddress address) {
    Offer offer = offers.remove(address);
    if (offer != null) {
      offer.given().ifPresent(Channel::close);
    }
    for (ServerSession session : List.copyOf(sessions)) {
      if (session.isFor(address)) {
        session.end();
      }
    }
  }

  private void run(Runnable task) {
    call(Executors.callable(task));
  }

  private <T> T call(Callable<T> task) {
    if (loop.inEventLoop()) {
      throw new IllegalStateException("called from the event loop that it would wait for");
    }
    return loop.submit(task).syncUninterruptibly().getNow();
  }
}
