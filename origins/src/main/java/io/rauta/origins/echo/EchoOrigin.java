package io.rauta.origins.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fast HTTP/1.1 origin for load and for tests that need no script.
 *
 * <p>The answer is a JSON description of the request: name of the origin, method, target, header
 * fields in order, length and CRC-32C of the body. A request field {@code load-id} comes back as a
 * response field. Paths holding one of these segments answer otherwise: {@code /delay/MS}, {@code
 * /status/N}, {@code /bytes/N}, {@code /mib/N}, {@code /big/GIB}, {@code /stream/CHUNKS/MS}, {@code
 * /sse/EVENTS/MS}, {@code /origin-stats}; a path ending in {@code /close} closes after its answer.
 * A WebSocket handshake on any path gives a WebSocket echo.
 */
public final class EchoOrigin implements AutoCloseable {
  private final ServerSocketChannel server;
  private final OriginCounters counters = new OriginCounters();
  private final List<EchoLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private EchoOrigin(ServerSocketChannel server) {
    this.server = server;
  }

  /** Starts an origin with one thread on a free loopback port. */
  public static EchoOrigin start(String name) {
    return start(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
  }

  /**
   * Starts an origin; the name goes into its answers and must be plain letters, digits and hyphens.
   */
  public static EchoOrigin start(String name, InetSocketAddress address, int threads) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, 4096);
      server.configureBlocking(false);
      EchoOrigin origin = new EchoOrigin(server);
      origin.run(name, threads);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException("origin on " + address, e);
    }
  }

  private void run(String name, int count) throws IOException {
    Answers answers = new Answers(name, counters);
    for (int i = 0; i < count; i++) {
      loops.add(new EchoLoop(answers, counters));
    }
    loops
        .getFirst()
        .listen(
            server,
            channel -> loops.get(Math.floorMod(turn.getAndIncrement(), count)).adopt(channel));
    for (EchoLoop loop : loops) {
      threads.add(Thread.ofPlatform().daemon(true).name("origin-" + name).start(loop));
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.socket().getInetAddress(), port());
  }

  public int port() {
    return server.socket().getLocalPort();
  }

  public OriginCounters counters() {
    return counters;
  }

  /** The bytes that {@code /bytes/N} answers with. */
  public static byte[] pattern(int length) {
    return Answers.pattern(length);
  }

  @Override
  public void close() {
    loops.forEach(EchoLoop::stop);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
