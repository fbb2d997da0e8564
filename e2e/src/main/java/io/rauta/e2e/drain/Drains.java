package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import java.io.IOException;
import java.net.Socket;

/** What the cases of this package have in common. */
final class Drains {
  private Drains() {}

  /** Waits until the backend has read its first request. */
  static void awaitRequest(BackendProcess backend) throws InterruptedException {
    Expect.eventually(
        "the request reaches the backend", Expect.SLACK, () -> backend.counter("requests") > 0);
  }

  /** Whether the gateway takes no new connection. */
  static boolean refuses(GatewayProcess gateway) {
    try (Socket socket = new Socket(gateway.address().getAddress(), gateway.address().getPort())) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
