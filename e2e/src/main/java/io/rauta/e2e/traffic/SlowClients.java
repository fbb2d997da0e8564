package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.OsProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Thousands of clients of slowhttptest beside good ones. */
public final class SlowClients implements Case {
  /** What is slow. */
  public enum Attack {
    HEADERS("-H -i 5"),
    BODIES("-B -i 5 -s 8192"),
    READING("-X -w 512 -y 1024 -n 5 -z 32");

    private final String flags;

    Attack(String flags) {
      this.flags = flags;
    }
  }

  private static final String RAISE_LIMIT = "ulimit -n $(ulimit -Hn)";

  /**
   * The kernel keeps all of an answer for a client that does not read it, at each of the hops; with
   * much more, 10,000 of them use up net.ipv4.tcp_mem, and every connection of the machine suffers.
   */
  private static final String ANSWER = "/bytes/100000";

  private static final String ESCAPES = "\\x1b\\[[0-9;]*[a-zA-Z]";
  private static final Pattern COUNT =
      Pattern.compile("(?m)^(initializing|pending|connected|error|closed):\\s+(\\d+)");

  private final Attack attack;

  public SlowClients(Attack attack) {
    this.attack = attack;
  }

  @Override
  public String name() {
    return "slow-" + attack.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String promise() {
    return "clients with slow "
        + attack.name().toLowerCase(Locale.ROOT)
        + " neither slow the good ones down nor eat memory";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port()).routeRest(backend.port());
    GatewayProcess gateway = trial.launch(site, Map.of(), RAISE_LIMIT).awaitReady();
    try (LoadClient good =
        LoadClient.start(Trial.load(site, "b", "/bytes/200", 16).withRate(500))) {
      Thread.sleep(2000);
      good.interval();
      Thread.sleep(trial.scaled(4, 15) * 1000L);
      LoadReport before = good.interval();
      long memory = gateway.residentBytes();
      OsProcess slow = trial.program("slowhttptest", command(trial, site));
      long peak = memory;
      while (slow.alive()) {
        Thread.sleep(50);
        peak = Math.max(peak, gateway.residentBytes());
      }
      LoadReport during = good.interval();
      trial.figure("slowhttptest", summary(slow));
      trial.figure("good clients before", String.valueOf(before));
      trial.figure("good clients meanwhile", String.valueOf(during));
      trial.figure(
          "p99 meanwhile / before", during.p99().toNanos() / (double) before.p99().toNanos(), 2);
      trial.figure("memory grown (MiB)", (peak - memory) / (double) (1 << 20), 100);
      Expect.equal(0L, good.stop().lost(), "requests of good clients lost");
    }
    Expect.eventually(
        "a new client is served",
        Duration.ofSeconds(15),
        () -> gateway.admin("/ready").status() == 200);
    Expect.equal(200, gateway.get("b", "/").status(), "status afterwards");
  }

  private List<String> command(Trial trial, Site site) {
    String url =
        "http://127.0.0.1:%d%s".formatted(site.port(), attack == Attack.READING ? ANSWER : "/");
    String flags =
        "-c %d -r %d -l %d -p 3"
            .formatted(trial.scaled(500, 10_000), trial.scaled(500, 2000), trial.scaled(6, 25));
    String command =
        RAISE_LIMIT + "; exec slowhttptest " + attack.flags + " " + flags + " -u " + url;
    return List.of("bash", "-c", command);
  }

  /** The last counts that slowhttptest has printed; fails if it has not reached the gateway. */
  private static String summary(OsProcess slow) {
    List<String> counts =
        COUNT
            .matcher(slow.log().replaceAll(ESCAPES, ""))
            .results()
            .map(m -> m.group(1) + " " + m.group(2))
            .toList();
    List<String> last = counts.subList(Math.max(0, counts.size() - 5), counts.size());
    Expect.that(
        last.stream().anyMatch(c -> c.matches("(connected|closed) [1-9].*")),
        "slowhttptest reached nothing: " + last);
    return String.join(", ", last);
  }
}
