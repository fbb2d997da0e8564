package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** More clients than file descriptors. */
public final class FdExhaustion implements Case {
  private static final int DESCRIPTORS = 256;
  private static final int CLIENTS = 400;
  private static final byte[] REQUEST =
      "GET /delay/6000 HTTP/1.1\r\nHost: b.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final Duration WATCHED = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "fd-exhaustion";
  }

  @Override
  public String promise() {
    return "with more clients than file descriptors the process does not spin, and serves again"
        + " when they have left";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    exhaust(trial, "own limit", backend);
    exhaust(trial, "no limit of its own", backend, "--limits-connections", "100000");
  }

  private static void exhaust(Trial trial, String what, BackendProcess backend, String... flags)
      throws Exception {
    Site site = trial.site().route("b", backend.port());
    GatewayProcess gateway =
        trial.launch(site, Map.of(), "ulimit -n " + DESCRIPTORS, flags).awaitReady();
    List<SocketChannel> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(SocketChannel.open());
        clients.getLast().configureBlocking(false);
        clients.getLast().setOption(StandardSocketOptions.SO_LINGER, 0); // leaves with RST
        clients.getLast().connect(gateway.address());
      }
      Thread.sleep(500);
      trial.figure("clients that could connect, " + what, String.valueOf(sendTo(clients)));
      Thread.sleep(1000);
      Duration before = gateway.cpu();
      Thread.sleep(WATCHED);
      Duration used = gateway.cpu().minus(before);
      trial.figure(
          "CPU time in " + WATCHED.toSeconds() + " s out of descriptors, " + what,
          used,
          Duration.ofMillis(100));
      Expect.that(
          used.compareTo(WATCHED.dividedBy(2)) < 0,
          "%s of CPU time in %s: it spins".formatted(used, WATCHED));
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
    Duration recovered =
        Expect.eventually("it serves again", Duration.ofSeconds(20), () -> gateway.serves("b"));
    trial.figure("served again after the clients left, " + what, recovered.toMillis() + " ms");
    gateway.signal("TERM");
    gateway.awaitExit(Duration.ofSeconds(35));
  }

  /** Sends a request on every connection that is established; returns how many are. */
  private static int sendTo(List<SocketChannel> clients) throws IOException {
    int connected = 0;
    for (SocketChannel client : clients) {
      if (client.isConnected() || client.finishConnect()) {
        client.write(ByteBuffer.wrap(REQUEST));
        connected++;
      }
    }
    return connected;
  }
}
