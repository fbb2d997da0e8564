package io.rauta.e2e.trial;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The gateway as users start it: the launcher, its flags and its environment. */
public final class GatewayProcess extends OsProcess {
  private static final Pattern READY = Pattern.compile("\\bready\\b");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final InetSocketAddress address;
  private final int adminPort;

  GatewayProcess(
      Path log,
      Path folder,
      Map<String, String> environment,
      List<String> command,
      InetSocketAddress address,
      int adminPort) {
    super(log, folder, environment, command);
    this.address = address;
    this.adminPort = adminPort;
  }

  /** Waits until the process itself says that it serves. */
  public GatewayProcess awaitReady() throws InterruptedException {
    awaitLine(READY, START_LIMIT);
    return this;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Opens a connection to the gateway. */
  public RawClient connect() {
    return RawClient.connect(address);
  }

  /** One GET over a connection of its own. */
  public Message get(String host, String path) throws IOException {
    try (RawClient client = connect()) {
      return client.readTimeout(Duration.ofSeconds(60)).get(host + ".test", path);
    }
  }

  /** Whether a GET for a host is answered with 200 right now. */
  public boolean serves(String host) {
    try {
      return get(host, "/").status() == 200;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** One GET at the admin endpoint. */
  public Message admin(String path) {
    try (RawClient client = RawClient.connect(adminPort)) {
      client.send(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + adminPort
              + "\r\nConnection: close\r\n\r\n");
      return client.readFinalResponse("GET");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sum over the series of a metric whose labels hold the given text; fails if there is none.
   */
  public double metric(String name, String labels) {
    String text = admin("/metrics").bodyText();
    List<MatchResult> samples =
        Pattern.compile("(?m)^" + name + "(\\{[^}]*\\})? ([0-9.eE+-]+)")
            .matcher(text)
            .results()
            .filter(sample -> Objects.requireNonNullElse(sample.group(1), "").contains(labels))
            .toList();
    Expect.that(!samples.isEmpty(), "no metric " + name + " with " + labels + " in " + text);
    return samples.stream().mapToDouble(sample -> Double.parseDouble(sample.group(2))).sum();
  }
}
