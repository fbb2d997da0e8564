package io.rauta.e2e.drain;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** A signal before anything is served: the files are still being written. */
public final class StartSignal implements Case {
  private static final Pattern STARTING = Pattern.compile("admin endpoint");
  private static final Pattern SERVING = Pattern.compile("\\blistening\\b|\\bready\\b");

  @Override
  public String name() {
    return "drain-start";
  }

  @Override
  public String promise() {
    return "a signal while the process is starting ends it at once with exit code 0";
  }

  @Override
  public void run(Trial trial) throws Exception {
    for (String signal : new String[] {"TERM", "INT"}) {
      Site site = trial.site();
      Path growing = Files.createFile(site.folder().resolve("growing.yaml"));
      Thread writer = Thread.ofVirtual().start(() -> grow(growing));
      GatewayProcess gateway = trial.launch(site, Map.of(), "");
      gateway.awaitLine(STARTING, Duration.ofSeconds(60));
      long start = System.nanoTime();
      gateway.signal(signal);
      Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code after SIG" + signal);
      trial.figure("exit after SIG" + signal, Expect.since(start), Duration.ofMillis(200));
      writer.interrupt();
      writer.join();
      Expect.that(gateway.find(SERVING).isEmpty(), "it went on: " + gateway.log());
    }
  }

  private static void grow(Path file) {
    try {
      while (true) {
        Files.writeString(file, "# not yet\n", StandardOpenOption.APPEND);
        Thread.sleep(5);
      }
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }
}
