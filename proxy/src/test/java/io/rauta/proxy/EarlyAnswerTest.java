package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend that answers before it has the whole request and is gone at once. */
class EarlyAnswerTest {

  private static final int BODY = 4_000_000;

  /** How a backend goes. */
  private enum Going {
    RESET {
      @Override
      void go(OriginConnection connection) throws IOException {
        connection.reset();
      }
    },
    /** With what it has not read in its socket, so that the system resets the connection. */
    CLOSE {
      @Override
      void go(OriginConnection connection) {}
    };

    abstract void go(OriginConnection connection) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void answerOfABackendThatIsGoneIsDelivered(Going going) throws Exception {
    Script early =
        connection -> {
          connection.readHead();
          connection.readExactly(10_000);
          connection.respond(413, "too much");
          going.go(connection);
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(early);
        Gateway gateway = Gateway.to(origin.port())) {
      for (int round = 0; round < 100; round++) {
        try (RawClient client = gateway.connect()) {
          Thread sender = Thread.ofVirtual().start(() -> sendAll(client));
          Message answer = client.readFinalResponse("POST");
          assertThat(answer.status()).as("round %d", round).isEqualTo(413);
          assertThat(answer.bodyText()).isEqualTo("too much");
          sender.join();
        }
      }
    }
  }

  private static void sendAll(RawClient client) {
    try {
      client.send(
          String.format(
              Locale.ROOT, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", BODY));
      client.send(new byte[BODY]);
    } catch (IOException answeredEarly) {
      // A client that is still sending may be cut off behind its answer.
      assertThat(client.received()).isNotNull();
    }
  }
}
