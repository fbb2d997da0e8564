package io.rauta.proxy.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.ReferenceCountUtil;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that are somebody else, silent, broken, or not there at all. */
final class HandoverPeersTest {

  private static final Duration BRIEFLY = Duration.ofMillis(300);

  private final int uid = HandoverName.ownUid();
  private final AtomicInteger bytesRead = new AtomicInteger();
  private Side side;
  private List<Channel> listeners;
  private BindAddress address;

  @BeforeEach
  void start() {
    side = new Side("old");
    listeners = side.bind(0, 1);
    address = Side.address(listeners);
  }

  @AfterEach
  void stop() {
    side.close();
  }

  @Test
  void anotherUserGetsNothing() throws IOException {
    // This process is "another user" for a server that takes itself for the user after it.
    try (HandoverServer server = new HandoverServer(side.control, uid + 1)) {
      server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
      Channel stranger = connect(HandoverName.of(uid + 1, address));
      stranger.writeAndFlush(
          Unpooled.copiedBuffer(LineHandler.TAKE + "\n", StandardCharsets.US_ASCII));
      await().until(() -> !stranger.isOpen());
      assertThat(bytesRead).hasValue(0);
      assertThat(server.successorStarting()).isFalse();
    }
    assertThat(Caller.ask(Side.port(listeners))).isEqualTo("old");
  }

  @Test
  void anotherUserIsNotAskedForSockets() {
    fakePredecessor(HandoverName.of(uid + 1, address), "sockets 1\n");
    Optional<Inherited> inherited =
        HandoverClient.takeOver(side.control, List.of(address), uid + 1, HandoverClient.PATIENCE);
    assertThat(inherited).isEmpty();
    assertThat(bytesRead).hasValue(0);
  }

  @Test
  void aSilentPredecessorIsGivenUp() {
    fakePredecessor(HandoverName.of(uid, address), "");
    assertThat(HandoverClient.takeOver(side.control, List.of(address), uid, BRIEFLY)).isEmpty();
  }

  @Test
  void aPredecessorThatAnswersNonsenseIsPassedOver() {
    fakePredecessor(HandoverName.of(uid, address), "sockets many\n");
    assertThat(side.takeOver(List.of(address))).isEmpty();
  }

  @Test
  void anUnknownVersionIsRefused() {
    side.server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
    Channel future = connect(HandoverName.of(uid, address));
    future.writeAndFlush(
        Unpooled.copiedBuffer("rauta-handover 2 take\n", StandardCharsets.US_ASCII));
    await().until(() -> !future.isOpen());
    assertThat(bytesRead.get()).isGreaterThan(LineHandler.REFUSED.length());
    assertThat(listeners.getFirst().isOpen()).isTrue();
  }

  @Test
  void aPredecessorThatEndsMeanwhileHasReleasedItsName() throws IOException {
    try (Side successor = new Side("new")) {
      side.server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
      Inherited inherited = successor.takeOver(List.of(address)).orElseThrow();
      List<Channel> adopted = successor.register(inherited, address);
      side.close();
      adopted.forEach(InheritedSocket::startAccepting);
      assertThat(inherited.ready()).isTrue();
      assertThat(Caller.ask(Side.port(adopted))).isEqualTo("new");
    }
  }

  @Test
  void aNameThatIsTakenLeavesTheSocketsAlone() throws IOException {
    fakePredecessor(HandoverName.of(uid, address), "");
    side.server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
    assertThat(Caller.ask(Side.port(listeners))).isEqualTo("old");
  }

  @Test
  void withoutEpollNothingIsOfferedOrTaken() {
    side.server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
    EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (HandoverServer server = new HandoverServer(nio.next())) {
      assertThat(HandoverClient.supportedBy(nio.next())).isFalse();
      assertThat(HandoverClient.supportedBy(side.control)).isTrue();
      assertThat(HandoverClient.takeOver(nio.next(), List.of(address))).isEmpty();
      server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
      server.withdraw(address);
      assertThat(server.successorStarting()).isFalse();
    } finally {
      nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private Channel connect(DomainSocketAddress name) {
    return new Bootstrap()
        .group(side.group)
        .channel(EpollDomainSocketChannel.class)
        .handler(new Counting(""))
        .connect(name)
        .syncUninterruptibly()
        .channel();
  }

  private void fakePredecessor(DomainSocketAddress name, String greeting) {
    new ServerBootstrap()
        .group(side.group)
        .channel(EpollServerDomainSocketChannel.class)
        .childHandler(new Counting(greeting))
        .bind(name)
        .syncUninterruptibly();
  }

  /** Says one thing at once and counts what it hears. */
  private final class Counting extends ChannelInboundHandlerAdapter {

    private final String greeting;

    Counting(String greeting) {
      this.greeting = greeting;
    }

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!greeting.isEmpty()) {
        context.writeAndFlush(Unpooled.copiedBuffer(greeting, StandardCharsets.US_ASCII));
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      bytesRead.addAndGet(((ByteBuf) message).readableBytes());
      ReferenceCountUtil.release(message);
    }
  }
}
