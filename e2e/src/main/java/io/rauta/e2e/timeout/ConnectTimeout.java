package io.rauta.e2e.timeout;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.FullAcceptQueue;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** A backend whose accept queue is full, beside a healthy one. */
public final class ConnectTimeout implements Case {
  private static final Duration PROMISED = Duration.ofSeconds(5);
  private static final int CLIENTS = 20;

  @Override
  public String name() {
    return "connect-timeout";
  }

  @Override
  public String promise() {
    return "a backend that never completes the handshake gives 504 after 5 s and a warning that"
        + " names it; its neighbour does not notice";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (FullAcceptQueue queue = FullAcceptQueue.open()) {
      BackendProcess healthy = trial.backend("healthy");
      Site site = trial.site().route("healthy", healthy.port()).route("deaf", queue.port());
      GatewayProcess gateway = trial.gateway(site);
      try (LoadClient load =
          LoadClient.start(
              Trial.load(site, "healthy", "/", 16).withRate(trial.scaled(500, 2000)))) {
        Thread.sleep(2000);
        load.interval();
        Thread.sleep(trial.scaled(4_000, 20_000));
        LoadReport before = load.interval();
        for (Duration taken : askTheDeaf(gateway)) {
          Expect.neverEarly(taken, PROMISED, "the 504");
        }
        LoadReport during = load.interval();
        Duration one = askOnce(gateway);
        trial.figure("504 after", one, Duration.ofMillis(5500));
        trial.figure(
            "p99 of the neighbour before", "%.2f ms".formatted(before.p99().toNanos() / 1e6));
        trial.figure(
            "p99 of the neighbour meanwhile", "%.2f ms".formatted(during.p99().toNanos() / 1e6));
        Expect.equal(0L, load.stop().lost(), "requests lost by the neighbour");
      }
      Pattern names = Pattern.compile("(?i)warn.*(deaf|127\\.0\\.0\\.1:" + queue.port() + ")");
      trial.figure("warning", gateway.awaitLine(names, Duration.ofSeconds(15)));
    }
  }

  private static List<Duration> askTheDeaf(GatewayProcess gateway) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> asked = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        asked.add(clients.submit(() -> askOnce(gateway)));
      }
      List<Duration> taken = new ArrayList<>();
      for (Future<Duration> each : asked) {
        taken.add(each.get());
      }
      return taken;
    }
  }

  private static Duration askOnce(GatewayProcess gateway) throws IOException {
    long start = System.nanoTime();
    Expect.equal(504, gateway.get("deaf", "/").status(), "status");
    return Expect.since(start);
  }
}
