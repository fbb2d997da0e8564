package io.rauta.origins.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One selector with its thread and its share of the connections of a {@link LoadClient}. */
final class LoadLoop implements Runnable {
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int ID_DIGITS = 18;
  private static final long FIRST_ID = 100_000_000_000_000_000L;

  private record Later(long at, LoadConnection connection) {}

  private final LoadPlan plan;
  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at));
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Map<LoadTarget, byte[]> requests = new HashMap<>();
  private final byte[] readBytes = new byte[64 * 1024];
  private final SplittableRandom random = new SplittableRandom(7);
  private long id;
  private LoadStats stats = new LoadStats();
  private boolean stopping;

  LoadLoop(LoadPlan plan, int index, int share) throws IOException {
    this.plan = plan;
    this.selector = Selector.open();
    this.id = FIRST_ID + index * 1_000_000_000_000_000L;
    for (int i = 0; i < share; i++) {
      connections.add(new LoadConnection(this, i));
    }
    for (LoadTarget target : plan.targets()) {
      String head =
          "GET " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + "\r\nload-id: ";
      requests.put(
          target,
          (head + "0".repeat(ID_DIGITS) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  LoadPlan plan() {
    return plan;
  }

  Selector selector() {
    return selector;
  }

  LoadStats stats() {
    return stats;
  }

  boolean stopping() {
    return stopping;
  }

  long nextId() {
    return id++;
  }

  long random(long below) {
    return random.nextLong(below);
  }

  /** Room to read into, valid until the next read of the loop. */
  byte[] readBytes() {
    return readBytes;
  }

  /** The bytes of a request. */
  ByteBuffer request(LoadTarget target, long requestId) {
    byte[] bytes = requests.getOrDefault(target, new byte[0]).clone();
    long rest = requestId;
    for (int i = 0; i < ID_DIGITS; i++) {
      bytes[bytes.length - 5 - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return ByteBuffer.wrap(bytes);
  }

  void startLater(LoadConnection connection, long at) {
    later.add(new Later(at, connection));
  }

  /** Hands over the counts since the last call and starts new ones; from any thread. */
  CompletableFuture<LoadStats> takeStats() {
    CompletableFuture<LoadStats> taken = new CompletableFuture<>();
    execute(
        () -> {
          taken.complete(stats);
          stats = new LoadStats();
        });
    return taken;
  }

  /** Sends no further request; the loop ends when the last one has ended. */
  void stop() {
    execute(() -> stopping = true);
  }

  private void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    for (int i = 0; i < connections.size(); i++) {
      if (plan.ratePerSecond() > 0) {
        connections.get(i).firstDue(now + (long) (i * 1e9 / plan.ratePerSecond()));
      } else {
        connections.get(i).start(now);
      }
    }
    try {
      long sweepAt = now;
      while (!stopping || connections.stream().anyMatch(LoadConnection::busy)) {
        selector.select(waitMillis());
        selector.selectedKeys().forEach(LoadLoop::serve);
        selector.selectedKeys().clear();
        startDue();
        if (System.nanoTime() - sweepAt > SWEEP_NANOS) {
          sweepAt = System.nanoTime();
          sweep(sweepAt);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
      connections.forEach(LoadConnection::close);
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(SelectionKey key) {
    if (key.attachment() instanceof LoadConnection connection) {
      connection.ready();
    }
  }

  private long waitMillis() {
    Later first = later.peek();
    long nanos = first == null ? SWEEP_NANOS : Math.min(SWEEP_NANOS, first.at - System.nanoTime());
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private void startDue() {
    for (Later first = later.peek(); first != null; first = later.peek()) {
      long now = System.nanoTime();
      if (first.at - now > 0) {
        return;
      }
      later.poll();
      first.connection.start(now);
    }
  }

  private void sweep(long now) {
    for (LoadConnection connection : connections) {
      connection.checkTimeout(now, plan.timeout().toNanos());
    }
  }
}
