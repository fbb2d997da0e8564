package io.rauta.proxy.handover;

import io.netty.channel.Channel;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of a process that serves a loopback port as a gateway does: takes the sockets over
 * or binds them, and on SIGTERM keeps accepting while a successor starts, then closes its listeners
 * and ends with its last connection.
 *
 * <p>Arguments: name, port, number of listeners. Prints {@code taken N} with the number of sockets
 * taken over, waits for a line on standard input, and prints {@code ready PORT}.
 */
final class HandoverProcess {

  private HandoverProcess() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    Side side = new Side(arguments[0]);
    BindAddress wanted = new BindAddress.OneAddress("127.0.0.1", port);
    Optional<Inherited> inherited = side.takeOver(List.of(wanted));
    List<Channel> taken = inherited.map(from -> side.register(from, wanted)).orElse(List.of());
    System.out.println("taken " + taken.size());
    if (System.in.read() < 0) {
      System.exit(1);
    }
    List<Channel> listeners =
        taken.isEmpty() ? side.bind(port, Integer.parseInt(arguments[2])) : taken;
    BindAddress served = Side.address(listeners);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(side, served, listeners)));
    taken.forEach(InheritedSocket::startAccepting);
    inherited.ifPresent(Inherited::ready);
    side.server.offer(served, listeners, AfterHandover.KEEP_ACCEPTING);
    System.out.println("ready " + Side.port(listeners));
  }

  private static void drain(Side side, BindAddress address, List<Channel> listeners) {
    side.server.successorSettled().toCompletableFuture().join();
    side.server.withdraw(address);
    Side.closeAll(listeners);
    while (side.open() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    side.close();
  }
}
