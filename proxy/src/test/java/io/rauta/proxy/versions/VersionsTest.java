package io.rauta.proxy.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Field;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.proxy.Gateway;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message carries arrives, whatever versions its two ends speak. */
final class VersionsTest {

  private final BlockingQueue<Backend.Seen> seen = new LinkedBlockingQueue<>();

  static Stream<Arguments> pairs() {
    return Arrays.stream(Version.values())
        .flatMap(down -> Arrays.stream(Version.values()).map(up -> Arguments.arguments(down, up)));
  }

  private static Gateway gateway(Version up, ScriptedOrigin origin) {
    return switch (up) {
      case HTTP_1 -> Gateway.to(origin.port());
      case HTTP_2 -> Gateway.toHttp2(origin.port());
    };
  }

  private Backend.Seen seen() throws InterruptedException {
    Backend.Seen next = seen.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something at the backend").isNotNull();
    return next;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void bodiesAndTrailersArriveBothWays(Version down, Version up) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Backend.echo(up, seen));
        Gateway gateway = gateway(up, origin);
        Client client = Client.of(down, gateway.port())) {
      client.begin();
      client.data("hello ");
      client.data("world");
      client.end("x-req", "2");
      Client.Answer answer = client.answer();
      assertThat(answer.isWhole()).isTrue();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello world");
      assertThat(answer.trailers()).containsExactly(new Field("x-sum", "1"));
      Backend.Seen request = seen();
      assertThat(request.body()).isEqualTo("hello world");
      assertThat(request.trailers()).containsExactly(new Field("x-req", "2"));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anEarlyAnswerArrivesAndEndsTheRequest(Version down, Version up) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Backend.early(up, seen));
        Gateway gateway = gateway(up, origin);
        Client client = Client.of(down, gateway.port())) {
      client.begin();
      client.data("begun");
      Client.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("too much");
      assertThat(seen().isWhole()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerThatIsCutIsNotTakenForWhole(Version down, Version up) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Backend.cut(up));
        Gateway gateway = gateway(up, origin);
        Client client = Client.of(down, gateway.port())) {
      client.begin();
      client.data("some");
      Client.Answer answer = client.answer();
      // What breaks at once is replaced by an answer of the gateway's own.
      assertThat(answer.isWhole() && answer.status() != 502).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aClientThatGivesUpIsFeltByTheBackend(Version down, Version up) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Backend.silent(up, seen));
        Gateway gateway = gateway(up, origin);
        Client client = Client.of(down, gateway.port())) {
      client.begin();
      client.data("some");
      assertThat(seen().isWhole()).isTrue();
      client.giveUp();
      assertThat(seen().isWhole()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void webSocketsAreRelayed(Version down, Version up) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Backend.webSocket(up));
        Gateway gateway = gateway(up, origin);
        Client client = Client.of(down, gateway.port())) {
      assertThat(client.upgrade()).isEqualTo(101);
      for (String part : new String[] {"one", "another", "the last"}) {
        client.data(part);
        assertThat(client.read(part.length())).isEqualTo(part);
      }
    }
  }
}
