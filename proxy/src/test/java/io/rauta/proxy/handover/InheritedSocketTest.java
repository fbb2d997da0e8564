package io.rauta.proxy.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.EventExecutor;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to connections that wait in a socket while it changes hands. */
final class InheritedSocketTest {

  private static final int WAITING = 300;

  private final List<Socket> waiting = new ArrayList<>();
  private Side old;
  private Side successor;
  private List<Channel> listeners;
  private BindAddress address;
  private List<Path> sockets;

  @BeforeEach
  void start() {
    old = new Side("old");
    successor = new Side("new");
    listeners = old.bind(0, 2);
    address = Side.address(listeners);
    sockets =
        listeners.stream()
            .map(listener -> ((UnixChannel) listener).fd().intValue())
            .map(descriptor -> linkOrSelf(Path.of("/proc/self/fd/" + descriptor)))
            .toList();
    old.server.offer(address, listeners, AfterHandover.KEEP_ACCEPTING);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    successor.close();
    old.close();
  }

  @Test
  void waitingConnectionsAreServedByTheSuccessorOnly() throws Exception {
    for (Channel listener : listeners) {
      listener.eventLoop().submit(() -> listener.config().setAutoRead(false)).sync();
    }
    queueConnections();
    Inherited inherited = successor.takeOver(List.of(address)).orElseThrow();

    List<Channel> adopted = successor.register(inherited, address);
    for (int turn = 0; turn < 3; turn++) {
      for (EventExecutor loop : successor.group) {
        loop.submit(() -> {}).sync();
      }
    }
    assertThat(successor.accepted()).isZero();

    adopted.forEach(InheritedSocket::startAccepting);
    assertThat(inherited.ready()).isTrue();
    Side.closeAll(listeners);
    for (Socket socket : waiting) {
      assertThat(Caller.answer(socket)).isEqualTo("new");
    }
    assertThat(successor.accepted()).isEqualTo(WAITING);
  }

  @Test
  void aSocketIsRegisteredOnce() {
    Inherited inherited = successor.takeOver(List.of(address)).orElseThrow();
    successor.register(inherited, address);
    assertThatThrownBy(() -> successor.register(inherited, address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be registered");
    assertThat(inherited.ready()).isTrue();
  }

  @Test
  void nothingStaysOpenAfterAHandoverOrAnAbandonedOne() throws IOException {
    assertThat(descriptors()).isEqualTo(2);
    Inherited abandoned = successor.takeOver(List.of(address)).orElseThrow();
    assertThat(descriptors()).isEqualTo(4);
    abandoned.abandon();
    await().until(() -> descriptors() == 2);

    Inherited used = successor.takeOver(List.of(address)).orElseThrow();
    List<Channel> adopted = successor.register(used, address);
    assertThat(used.ready()).isTrue();
    assertThat(descriptors()).isEqualTo(4);
    Side.closeAll(listeners);
    assertThat(descriptors()).isEqualTo(2);
    Side.closeAll(adopted);
    assertThat(descriptors()).isZero();
  }

  private void queueConnections() throws IOException {
    for (int i = 0; i < WAITING; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), Side.port(listeners));
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write('?');
      waiting.add(socket);
    }
  }

  /** How many descriptors of this process refer to one of the listening sockets. */
  private long descriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(InheritedSocketTest::linkOrSelf).filter(sockets::contains).count();
    }
  }

  private static Path linkOrSelf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return descriptor;
    }
  }
}
