package io.rauta.e2e.trial;

import io.rauta.origins.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An echo origin as a process of its own, on a loopback port. */
public final class BackendProcess extends OsProcess {
  private final int port;

  BackendProcess(Path log, Path folder, String name, int port) {
    super(log, folder, Map.of(), command(name, port));
    this.port = port;
  }

  private static List<String> command(String name, int port) {
    return ownProgram("io.rauta.origins.echo.EchoMain", name, "127.0.0.1", Integer.toString(port));
  }

  BackendProcess awaitListening() throws InterruptedException {
    awaitLine(Pattern.compile("listening on"), Duration.ofSeconds(30));
    return this;
  }

  public int port() {
    return port;
  }

  /**
   * One of the counters of the origin: accepted, open, requests, abandoned, bodyBytesSent,
   * bodyBytesReceived.
   */
  public long counter(String name) {
    try (RawClient client = RawClient.connect(port)) {
      String stats = client.get("stats", "/origin-stats").bodyText();
      Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(stats);
      Expect.that(matcher.find(), "no counter %s in %s".formatted(name, stats));
      return Long.parseLong(matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
