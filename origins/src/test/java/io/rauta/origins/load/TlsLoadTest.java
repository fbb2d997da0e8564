package io.rauta.origins.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.MessageHead;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsLoadTest {
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final int LENGTH = 200_000;

  private static final Script ANSWERS =
      connection -> {
        for (Optional<MessageHead> head = connection.readHead();
            head.isPresent();
            head = connection.readHead()) {
          String id = head.get().value("load-id").orElseThrow();
          connection.send(
              "HTTP/1.1 200 OK\r\nload-id: %s\r\ncontent-length: %d\r\n\r\n".formatted(id, LENGTH)
                  + "x".repeat(LENGTH));
        }
      };

  @Test
  void losesNothingUnderTls() throws InterruptedException {
    try (ScriptedOrigin origin = origin("a.test", ANSWERS);
        LoadClient client = LoadClient.start(plan(origin).withRequestsPerConnection(3))) {
      await().until(() -> client.interval().ok() > 8);
      LoadReport report = client.stop();
      assertThat(report.losses()).isEmpty();
      assertThat(report.ok()).isPositive();
    }
  }

  @Test
  void seesAnotherNameInTheCertificate() throws InterruptedException {
    try (ScriptedOrigin origin = origin("b.test", ANSWERS);
        LoadClient client = LoadClient.start(plan(origin))) {
      await().until(() -> !client.interval().losses().isEmpty());
      assertThat(client.stop().losses().keySet()).containsExactly(Loss.HANDSHAKE);
    }
  }

  private static ScriptedOrigin origin(String name, Script script) {
    return ScriptedOrigin.startTls(TestTls.context(Optional.of(ROOT.issue(name))), script);
  }

  private static LoadPlan plan(ScriptedOrigin origin) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.port());
    return LoadPlan.closedLoop(address, "a.test", "/bytes/" + LENGTH, 2)
        .withTls(TestTls.context(Optional.empty(), ROOT));
  }
}
