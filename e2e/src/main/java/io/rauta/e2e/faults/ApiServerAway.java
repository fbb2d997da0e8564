package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.time.Duration;

/** The API server stands still, then dies again and again, while requests and a restart go on. */
public final class ApiServerAway implements Case {
  private static final String COMPONENT = "kube-apiserver";
  private static final int CLIENTS = 32;
  private static final int PER_SECOND = 500;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
  private static final Duration LONGEST_EXIT = Duration.ofSeconds(45);
  private static final Duration RECOVERY = Duration.ofSeconds(5);
  private static final double TRIES_PER_SECOND = 5;

  @Override
  public String name() {
    return "api-server-away";
  }

  @Override
  public String promise() {
    return "while the API server stands still or dies again and again nothing is lost, a restart"
        + " included, it is asked seldom, and changes take effect soon after it is back";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "away")) {
      scene.backend("b").route("b", "0");
      GatewayProcess gateway = scene.replica("state").awaitReady();
      scene.awaitVersion(gateway, "b", "0");
      scene.awaitAccepted("b");
      scene.awaitSaved("state", scene.address().getHostString());
      try (LoadClient load = LoadClient.start(scene.load("b", CLIENTS, PER_SECOND))) {
        GatewayProcess next = standStill(trial, scene, gateway);
        recover(trial, scene, next, "1");
        dieAgainAndAgain(trial, scene);
        recover(trial, scene, next, "2");
        LoadReport report = load.stop();
        trial.figure("clients", String.valueOf(report));
        Expect.equal(0L, report.lost(), "requests lost, such as " + report.samples());
        Expect.that(report.ok() > 0, "no load");
      }
    }
  }

  /** Returns the process that took over meanwhile, from what was kept on disk. */
  private static GatewayProcess standStill(Trial trial, Scene scene, GatewayProcess gateway)
      throws Exception {
    scene.cluster().signal(COMPONENT, "STOP");
    try {
      Thread.sleep(trial.scaled(2, 30) * 1000L);
      countTries(trial, gateway, trial.scaled(5, 30));
      GatewayProcess next = scene.replica("state").awaitReady();
      gateway.signal("TERM");
      Expect.equal(0, gateway.awaitExit(LONGEST_EXIT), "exit code");
      countTries(trial, next, trial.scaled(3, 30));
      return next;
    } finally {
      scene.cluster().signal(COMPONENT, "CONT");
    }
  }

  private static void countTries(Trial trial, GatewayProcess gateway, int seconds)
      throws InterruptedException {
    double before = gateway.metric("rauta_api_requests_total", "");
    Thread.sleep(seconds * 1000L);
    double tries = (gateway.metric("rauta_api_requests_total", "") - before) / seconds;
    trial.figure("requests to the API server a second", tries, TRIES_PER_SECOND);
    Expect.that(
        tries <= TRIES_PER_SECOND, "the API server is asked %.1f times a second".formatted(tries));
  }

  private static void dieAgainAndAgain(Trial trial, Scene scene) throws InterruptedException {
    for (int i = 0; i < trial.scaled(2, 24); i++) {
      scene.cluster().signal(COMPONENT, "KILL");
      Thread.sleep(BETWEEN_KILLS);
    }
  }

  private static void recover(Trial trial, Scene scene, GatewayProcess gateway, String version)
      throws InterruptedException {
    Expect.eventually(
        "the API server is back",
        Scene.PATIENCE,
        () -> scene.cluster().succeeds("get", "--raw", "/readyz"));
    scene.route("b", version);
    Duration effective = scene.awaitVersion(gateway, "b", version);
    trial.figure("change effective after the API server is back", effective, RECOVERY);
    Expect.that(
        effective.compareTo(RECOVERY.plus(Expect.SLACK)) < 0,
        "a change took effect only after " + effective);
    scene.awaitAccepted("b");
  }
}
