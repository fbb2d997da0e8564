package io.rauta.origins.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One selector with its thread, its connections and their pauses. */
final class EchoLoop implements Runnable {
  private record Pause(long until, EchoConnection connection) {}

  private final Selector selector;
  private final Answers answers;
  private final OriginCounters counters;
  private final Queue<SocketChannel> arrivals = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>((a, b) -> Long.signum(a.until - b.until));
  private volatile boolean stopped;
  private @Nullable Consumer<SocketChannel> acceptor;

  EchoLoop(Answers answers, OriginCounters counters) throws IOException {
    this.selector = Selector.open();
    this.answers = answers;
    this.counters = counters;
  }

  Answers answers() {
    return answers;
  }

  OriginCounters counters() {
    return counters;
  }

  /** Accepts from a listener on this loop; call before the loop runs. */
  void listen(ServerSocketChannel server, Consumer<SocketChannel> onAccept) throws IOException {
    acceptor = onAccept;
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Hands a connection to this loop; from any thread. */
  void adopt(SocketChannel channel) {
    arrivals.add(channel);
    selector.wakeup();
  }

  /** Calls {@link EchoConnection#resume} at a time of {@link System#nanoTime}. */
  void resumeLater(EchoConnection connection, long until) {
    pauses.add(new Pause(until, connection));
  }

  void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        select();
        for (SocketChannel channel = arrivals.poll(); channel != null; channel = arrivals.poll()) {
          register(channel);
        }
        selector.selectedKeys().forEach(this::serve);
        selector.selectedKeys().clear();
        resumeDue();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void select() throws IOException {
    Pause first = pauses.peek();
    if (first == null) {
      selector.select();
      return;
    }
    long nanos = first.until - System.nanoTime();
    if (nanos <= 0) {
      selector.selectNow();
    } else {
      selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
  }

  private void resumeDue() {
    for (Pause first = pauses.peek();
        first != null && first.until - System.nanoTime() <= 0;
        first = pauses.peek()) {
      pauses.poll();
      first.connection.resume();
    }
  }

  private void register(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    key.attach(new EchoConnection(channel, key, this));
    counters.accepted.increment();
    counters.open.increment();
  }

  private void serve(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      accept((ServerSocketChannel) key.channel());
      return;
    }
    EchoConnection connection = (EchoConnection) key.attachment();
    if (key.isReadable()) {
      connection.readable();
    } else if (key.isWritable()) {
      connection.resume();
    }
  }

  private void accept(ServerSocketChannel server) {
    try {
      for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
        if (acceptor != null) {
          acceptor.accept(channel);
        }
      }
    } catch (IOException e) {
      // Out of descriptors or closed: the next turn tries again.
    }
  }
}
