package io.rauta.e2e.config;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings that cannot be used. */
public final class BadSettings implements Case {
  private static final int BAD_INPUT = 1;
  private static final int WRONG_USAGE = 2;

  @Override
  public String name() {
    return "bad-settings";
  }

  @Override
  public String promise() {
    return "a bad setting stops the start with a message that names it: exit 2 for a flag, 1 for"
        + " the environment, a file or an address";
  }

  @Override
  public void run(Trial trial) throws Exception {
    Site site = trial.site();
    Path file =
        Files.writeString(
            trial.folder().resolve("settings.yaml"),
            "request:\n  timeout: 1s\ndrain:\n  tiemout: 1s\n");
    expect(
        trial.launch(site, Map.of(), "", "--request-timeout", "banana"),
        WRONG_USAGE,
        "--request-timeout",
        "banana");
    expect(
        trial.launch(site, Map.of(), "", "--request-tiemout", "1s"),
        WRONG_USAGE,
        "--request-tiemout");
    expect(trial.launch(site, Map.of(), "", List.of("run")), WRONG_USAGE, "--files");
    expect(
        trial.launch(site, Map.of("RAUTA_REQUEST_TIMEOUT", "banana"), ""),
        BAD_INPUT,
        "RAUTA_REQUEST_TIMEOUT",
        "banana");
    expect(
        trial.launch(site, Map.of(), "", "--config", file.toString()),
        BAD_INPUT,
        "settings.yaml:4",
        "drain.tiemout");
    expect(
        trial.launch(site, Map.of(), "", List.of("run", "--files", "/nowhere/to/be/found")),
        BAD_INPUT,
        "/nowhere/to/be/found");
  }

  private static void expect(GatewayProcess gateway, int code, String... named)
      throws InterruptedException {
    int exit = gateway.awaitExit(Duration.ofSeconds(30));
    String log = gateway.log();
    Expect.equal(code, exit, "exit code with the message <" + log.strip() + ">");
    for (String name : named) {
      Expect.that(log.contains(name), "<%s> is not named in <%s>".formatted(name, log.strip()));
    }
  }
}
