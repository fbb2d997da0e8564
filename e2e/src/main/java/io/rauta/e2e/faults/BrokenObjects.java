package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Thousands of broken objects arrive beside routes that are good. */
public final class BrokenObjects implements Case {
  private static final int AT_ONCE = 100;
  private static final int CLIENTS = 16;
  private static final int PER_SECOND = 300;
  private static final long SEED = 6;
  private static final String FALSE = "=False";

  @Override
  public String name() {
    return "broken-objects";
  }

  @Override
  public String promise() {
    return "randomly broken objects change no answer of good routes, and each says in its status"
        + " that it is broken";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "broken")) {
      scene.backend("b").route("b", "0");
      GatewayProcess gateway = scene.replica("state").awaitReady();
      scene.awaitVersion(gateway, "b", "0");
      scene.awaitAccepted("b");
      try (LoadClient load = LoadClient.start(scene.load("b", CLIENTS, PER_SECOND))) {
        Breakage breakage = new Breakage(new Random(SEED), scene.namespace());
        int wanted = trial.scaled(300, 10_000);
        for (int made = 0; made < wanted; made += AT_ONCE) {
          offer(trial, scene, breakage.objects(made, AT_ONCE));
        }
        trial.figure("objects offered", Integer.toString(wanted));
        for (String kind : Breakage.KINDS) {
          awaitReported(trial, scene, kind);
        }
        scene.route("b", "1");
        trial.figure(
            "change of a good route served after",
            scene.awaitVersion(gateway, "b", "1"),
            Duration.ofSeconds(1));
        scene.awaitAccepted("b");
        LoadReport report = load.stop();
        trial.figure("clients of a good route", String.valueOf(report));
        Expect.equal(0L, report.lost(), "requests lost, such as " + report.samples());
      }
      Expect.that(gateway.alive(), "the gateway has ended");
    }
  }

  /** Offers objects to the API server, which may refuse some. */
  private static void offer(Trial trial, Scene scene, List<String> objects) throws Exception {
    Path file = trial.folder().resolve("broken.yaml");
    Files.writeString(file, String.join("---\n", objects));
    scene.cluster().succeeds("create", "-f", file.toString());
  }

  private static void awaitReported(Trial trial, Scene scene, String kind)
      throws InterruptedException {
    Expect.that(!conditions(scene, kind).isEmpty(), "the API server has taken no " + kind);
    try {
      Duration reported =
          Expect.eventually(
              "all " + kind + " are reported",
              Scene.PATIENCE,
              () -> unreported(scene, kind).isEmpty());
      trial.figure(
          kind + " reported",
          "%d, the last %d ms later"
              .formatted(conditions(scene, kind).size(), reported.toMillis()));
    } catch (AssertionError e) {
      List<String> silent = unreported(scene, kind);
      throw new AssertionError(
          "%d %s are not reported, such as %s"
              .formatted(silent.size(), kind, silent.stream().limit(3).toList()),
          e);
    }
  }

  private static List<String> unreported(Scene scene, String kind) {
    return conditions(scene, kind).stream().filter(line -> !line.contains(FALSE)).toList();
  }

  /** A line for each broken object of a kind: its name, then all its conditions. */
  private static List<String> conditions(Scene scene, String kind) {
    String each = "{range %s[*]}{.type}={.status} {end}";
    String nested = "{range .status.%s[*]}" + each.formatted(".conditions") + "{end}";
    String columns =
        "{range .items[*]}{.metadata.name} "
            + each.formatted(".status.conditions")
            + nested.formatted("parents")
            + nested.formatted("listeners")
            + nested.formatted("ancestors")
            + "{\"\\n\"}{end}";
    return scene
        .cluster()
        .kubectl("-n", scene.namespace(), "get", kind, "-o", "jsonpath=" + columns)
        .lines()
        .filter(line -> line.startsWith("broken-"))
        .toList();
  }
}
