package io.rauta.origins.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Drives a server over keep-alive connections and accounts for every request. A good client: it
 * reconnects when an answer says {@code Connection: close}, and looks for FIN or RST before it
 * sends on an idle connection. The server must send the request field {@code load-id} back, as
 * {@code EchoOrigin} does.
 *
 * <p>With a rate, a request that could not start on time because its connection was busy counts
 * from when it was due. Methods may be called from any thread.
 */
public final class LoadClient implements AutoCloseable {
  private final List<LoadLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadStats> taken = new ArrayList<>();

  private LoadClient() {}

  /** Starts with one thread. */
  public static LoadClient start(LoadPlan plan) {
    return start(plan, 1);
  }

  public static LoadClient start(LoadPlan plan, int threads) {
    LoadClient client = new LoadClient();
    try {
      for (int i = 0; i < threads; i++) {
        int share = plan.connections() / threads + (i < plan.connections() % threads ? 1 : 0);
        LoadLoop loop = new LoadLoop(plan, i, share);
        client.loops.add(loop);
        client.threads.add(Thread.ofPlatform().daemon(true).name("load-" + i).start(loop));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return client;
  }

  /** Runs a plan for a while and stops. */
  public static LoadReport run(LoadPlan plan, Duration duration) throws InterruptedException {
    try (LoadClient client = start(plan)) {
      Thread.sleep(duration);
      return client.stop();
    }
  }

  /** The report on the interval since the start or the last call of this method. */
  public synchronized LoadReport interval() {
    List<CompletableFuture<LoadStats>> parts = loops.stream().map(LoadLoop::takeStats).toList();
    List<LoadStats> stats = parts.stream().map(CompletableFuture::join).toList();
    taken.addAll(stats);
    return LoadStats.report(stats, System.nanoTime());
  }

  /** Waits for the requests on their way and reports on everything since the start. */
  public synchronized LoadReport stop() throws InterruptedException {
    long until = System.nanoTime();
    loops.forEach(LoadLoop::stop);
    for (Thread thread : threads) {
      thread.join();
    }
    loops.forEach(loop -> taken.add(loop.stats()));
    loops.clear();
    threads.clear();
    return LoadStats.report(taken, until);
  }

  @Override
  public void close() {
    loops.forEach(LoadLoop::stop);
  }
}
