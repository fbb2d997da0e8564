package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.util.Arrays;

/** A WebSocket when the signal comes. */
public final class DrainWebSocket implements Case {
  private static final String HANDSHAKE =
      """
      GET /chat HTTP/1.1\r
      Host: b.test\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  @Override
  public String name() {
    return "drain-websocket";
  }

  @Override
  public String promise() {
    return "a WebSocket goes on during the drain time, and the process exits 0 when it ends";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    try (RawClient client = gateway.connect()) {
      Expect.equal(101, client.send(HANDSHAKE).readResponse().status(), "status of the handshake");
      exchange(client, 'a');
      gateway.signal("TERM");
      Expect.eventually("connects are refused", Expect.SLACK, () -> Drains.refuses(gateway));
      for (int i = 0; i < 10; i++) {
        Thread.sleep(100);
        exchange(client, (char) ('b' + i));
      }
      Expect.that(gateway.alive(), "the process has ended before the WebSocket");
      client.send(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
      Expect.that(
          Arrays.equals(new byte[] {(byte) 0x88, 0}, client.readExactly(2)),
          "close frame is not answered");
    }
    Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code");
  }

  private static void exchange(RawClient client, char text) throws IOException {
    client.send(new byte[] {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, (byte) (text ^ 1)});
    Expect.that(
        Arrays.equals(new byte[] {(byte) 0x81, 1, (byte) text}, client.readExactly(3)),
        "frame is not echoed");
  }
}
