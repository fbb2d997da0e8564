package io.rauta.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports of one test's listeners. They lie below the range from which systems give out ports to
 * clients, so that none is taken between being found free and being bound.
 *
 * @param first stands for {@link Manifests#PORT}
 * @param second stands for {@link Manifests#OTHER_PORT}
 */
public record Ports(int first, int second) {

  /** No listener yet. */
  static final Ports NONE = new Ports(0, 0);

  private static final int LOWEST = 24_000;
  private static final int COUNT = 8_000;

  /** Test processes that run side by side begin at different ports. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 100 % COUNT));

  /** Two that nobody listens on. */
  public static Ports free() {
    return new Ports(nextFree(), nextFree());
  }

  /** The text with the ports in their places. */
  String fillIn(String text) {
    return text.replace(Manifests.PORT, Integer.toString(first))
        .replace(Manifests.OTHER_PORT, Integer.toString(second));
  }

  private static int nextFree() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + NEXT.getAndIncrement() % COUNT;
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // Somebody else's.
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
