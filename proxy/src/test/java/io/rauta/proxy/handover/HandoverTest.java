package io.rauta.proxy.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both roles in one process, over real sockets. */
final class HandoverTest {

  private Side first;
  private Side second;
  private Side third;

  @BeforeEach
  void start() {
    first = new Side("first");
    second = new Side("second");
    third = new Side("third");
  }

  @AfterEach
  void stop() {
    third.close();
    second.close();
    first.close();
  }

  @Test
  void anOfferIsANameWithoutAFile() throws IOException {
    List<Channel> old = first.bind(0, 1);
    first.server.offer(Side.address(old), old, AfterHandover.KEEP_ACCEPTING);
    String name = "@rauta/handover/" + HandoverName.ownUid() + "/127.0.0.1:" + Side.port(old);
    assertThat(Files.readString(Path.of("/proc/net/unix"))).contains(" " + name + "\n");

    first.server.withdraw(Side.address(old));
    assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(name);
  }

  @Test
  void whoeverServesNothingIsNotFound() {
    assertThat(first.takeOver(List.of(new BindAddress.AllAddresses(1)))).isEmpty();
    assertThat(first.takeOver(List.of(new BindAddress.AllAddresses(0)))).isEmpty();
    assertThat(first.takeOver(List.of(new BindAddress.OneAddress("no address", 1)))).isEmpty();
    assertThat(first.takeOver(List.of())).isEmpty();
  }

  @Test
  void theSuccessorServesAndCanBeSucceeded() throws IOException {
    List<Channel> old = first.bind(0, 3);
    BindAddress address = Side.address(old);
    first.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);

    Inherited inherited = second.takeOver(List.of(address)).orElseThrow();
    assertThat(inherited.predecessorPid()).isEqualTo((int) ProcessHandle.current().pid());
    List<Channel> adopted = second.register(inherited, address);
    assertThat(adopted).hasSize(3).allMatch(Channel::isActive);
    assertThat(Caller.ask(Side.port(old))).isEqualTo("first");
    adopted.forEach(InheritedSocket::startAccepting);
    assertThat(inherited.ready()).isTrue();
    second.server.offer(address, adopted, AfterHandover.KEEP_ACCEPTING);

    first.server.withdraw(address);
    Side.closeAll(old);
    for (int i = 0; i < 20; i++) {
      assertThat(Caller.ask(Side.port(adopted))).isEqualTo("second");
    }

    Inherited again = third.takeOver(List.of(address)).orElseThrow();
    List<Channel> last = third.register(again, address);
    last.forEach(InheritedSocket::startAccepting);
    assertThat(again.ready()).isTrue();
    Side.closeAll(adopted);
    assertThat(Caller.ask(Side.port(last))).isEqualTo("third");
    Side.closeAll(last);
    assertThatThrownBy(() -> Caller.ask(Side.port(old))).isInstanceOf(ConnectException.class);
  }

  @Test
  void socketsOfAllAddressesAreHandedOver() throws IOException {
    List<Channel> old = first.bind(new InetSocketAddress(0).getAddress(), 0, 2);
    BindAddress all = new BindAddress.AllAddresses(Side.port(old));
    first.server.offer(all, old, AfterHandover.PAUSE);
    first.server.leave();
    assertThat(second.takeOver(List.of(Side.address(old)))).isEmpty();
    Inherited inherited = second.takeOver(List.of(all)).orElseThrow();
    second.register(inherited, all).forEach(InheritedSocket::startAccepting);
    assertThat(inherited.ready()).isTrue();
    assertThat(Caller.ask(all.port())).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "::1", "0.0.0.0"})
  void oneAddressIsHandedOverInAnySpelling(String ip) {
    List<Channel> old = first.bind(InetAddress.ofLiteral(ip), 0, 2);
    BindAddress offered = new BindAddress.OneAddress(ip, Side.port(old));
    first.server.offer(offered, old, AfterHandover.KEEP_ACCEPTING);
    String longIp = ip.replace("::", "0:0:0:0:0:0:0:") + (ip.equals("::") ? "0" : "");
    BindAddress wanted = new BindAddress.OneAddress(longIp, offered.port());
    Inherited inherited = second.takeOver(List.of(wanted)).orElseThrow();
    assertThat(second.register(inherited, wanted)).hasSize(2);
    assertThat(inherited.ready()).isTrue();
  }

  @Test
  void theOldSideKnowsWhetherItsSuccessorIsStarting() {
    List<Channel> old = first.bind(0, 2);
    BindAddress address = Side.address(old);
    first.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);
    assertThat(first.server.successorStarting()).isFalse();
    assertThat(first.server.successorSettled().toCompletableFuture()).isCompleted();

    Inherited inherited = second.takeOver(List.of(address)).orElseThrow();
    var settled = first.server.successorSettled().toCompletableFuture();
    assertThat(first.server.successorStarting()).isTrue();
    assertThat(settled).isNotCompleted();

    second.register(inherited, address).forEach(InheritedSocket::startAccepting);
    assertThat(inherited.ready()).isTrue();
    await().until(settled::isDone);
    assertThat(first.server.successorStarting()).isFalse();
  }

  @Test
  void aSuccessorThatGoesAwayChangesNothing() throws IOException {
    List<Channel> old = first.bind(0, 2);
    BindAddress address = Side.address(old);
    first.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);

    Inherited inherited = second.takeOver(List.of(address)).orElseThrow();
    assertThat(first.server.successorStarting()).isTrue();
    inherited.abandon();
    await().until(() -> !first.server.successorStarting());
    assertThat(inherited.sockets(address))
        .allSatisfy(
            socket ->
                assertThatThrownBy(() -> second.register(inherited, address))
                    .isInstanceOf(IllegalStateException.class));
    assertThat(Caller.ask(Side.port(old))).isEqualTo("first");
    assertThat(third.takeOver(List.of(address))).isPresent();
  }

  @Test
  void socketsThatAreNotSharedStandBackWhileTheSuccessorLives() throws IOException {
    List<Channel> shared = first.bind(0, 1);
    List<Channel> exclusive = first.bind(0, 1);
    first.server.offer(Side.address(shared), shared, AfterHandover.KEEP_ACCEPTING);
    first.server.offer(Side.address(exclusive), exclusive, AfterHandover.PAUSE);

    Inherited listeners = second.takeOver(List.of(Side.address(shared))).orElseThrow();
    Inherited admin = second.takeOver(List.of(Side.address(exclusive))).orElseThrow();
    accept(second, listeners, Side.address(shared));
    List<Channel> adopted = accept(second, admin, Side.address(exclusive));
    for (int i = 0; i < 10; i++) {
      assertThat(Caller.ask(Side.port(exclusive))).isEqualTo("second");
    }

    Side.closeAll(adopted);
    admin.abandon();
    assertThat(Caller.ask(Side.port(exclusive))).isEqualTo("first");
  }

  @Test
  void socketsThatAreNotSharedGoToWhoTookTheOthers() {
    List<Channel> exclusive = first.bind(0, 1);
    first.server.offer(Side.address(exclusive), exclusive, AfterHandover.PAUSE);
    assertThat(second.takeOver(List.of(Side.address(exclusive)))).isEmpty();
    assertThat(first.server.successorStarting()).isFalse();

    first.server.leave();
    assertThat(second.takeOver(List.of(Side.address(exclusive)))).isPresent();
  }

  @Test
  void whoeverOutlivesItsSuccessorCanBeSucceededAgain() throws IOException {
    List<Channel> old = first.bind(0, 2);
    BindAddress address = Side.address(old);
    first.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);
    Inherited inherited = second.takeOver(List.of(address)).orElseThrow();
    List<Channel> adopted = accept(second, inherited, address);
    second.server.offer(address, adopted, AfterHandover.KEEP_ACCEPTING);

    second.server.withdraw(address);
    Side.closeAll(adopted);
    inherited.abandon();

    await().until(() -> third.takeOver(List.of(address)).isPresent());
    assertThat(Caller.ask(Side.port(old))).isEqualTo("first");
  }

  @Test
  void aNameThatIsTakenIsClaimedUntilItIsFree() {
    List<Channel> old = first.bind(0, 1);
    BindAddress address = Side.address(old);
    first.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);
    second.server.offer(address, old, AfterHandover.KEEP_ACCEPTING);
    first.server.withdraw(address);
    await().until(() -> third.takeOver(List.of(address)).isPresent());
  }

  private static List<Channel> accept(Side side, Inherited inherited, BindAddress address) {
    List<Channel> adopted = side.register(inherited, address);
    adopted.forEach(InheritedSocket::startAccepting);
    assertThat(inherited.ready()).isTrue();
    return adopted;
  }
}
