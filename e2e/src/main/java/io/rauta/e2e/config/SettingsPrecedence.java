package io.rauta.e2e.config;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One timeout set in three places. */
public final class SettingsPrecedence implements Case {
  private static final Duration FLAG = Duration.ofMillis(300);
  private static final Duration VARIABLE = Duration.ofMillis(2500);
  private static final Duration FILE = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "settings-precedence";
  }

  @Override
  public String promise() {
    return "a flag beats the environment, the environment beats the settings file";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    Path file =
        Files.writeString(
            trial.folder().resolve("settings.yaml"),
            "request:\n  timeout: " + FILE.toMillis() + "ms\n");
    Map<String, String> variable = Map.of("RAUTA_REQUEST_TIMEOUT", VARIABLE.toMillis() + "ms");
    String[] config = {"--config", file.toString()};
    String[] all = {"--config", file.toString(), "--request-timeout", FLAG.toMillis() + "ms"};
    expectTimeout(trial, "flag", trial.launch(site, variable, "", all), FLAG, VARIABLE);
    expectTimeout(trial, "environment", trial.launch(site, variable, "", config), VARIABLE, FILE);
    expectTimeout(
        trial, "file", trial.launch(site, Map.of(), "", config), FILE, FILE.plus(Expect.SLACK));
  }

  private static void expectTimeout(
      Trial trial, String winner, GatewayProcess gateway, Duration from, Duration below)
      throws Exception {
    gateway.awaitReady();
    long start = System.nanoTime();
    Expect.equal(504, gateway.get("b", "/delay/20000").status(), "status");
    Duration taken = Expect.since(start);
    trial.figure("timeout by " + winner, taken, from.plusMillis(500));
    Expect.that(
        taken.compareTo(from) >= 0 && taken.compareTo(below) < 0,
        "timeout by %s after %s".formatted(winner, taken));
    gateway.signal("TERM");
    gateway.awaitExit(Expect.SLACK);
  }
}
