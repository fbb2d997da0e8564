package io.rauta.origins.echo;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EchoOrigin} as a process until it is killed: {@code EchoMain NAME ADDRESS PORT
 * [THREADS]}. Its first line of output is {@code listening on PORT}.
 */
public final class EchoMain {
  private EchoMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length < 3) {
      System.err.println("usage: EchoMain NAME ADDRESS PORT [THREADS]");
      System.exit(2);
    }
    int threads = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    EchoOrigin origin =
        EchoOrigin.start(
            args[0], new InetSocketAddress(args[1], Integer.parseInt(args[2])), threads);
    System.out.println("listening on " + origin.port());
    new CountDownLatch(1).await();
  }
}
