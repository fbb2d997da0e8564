package io.rauta.proxy.http2.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.proxy.DrainOutcome;
import io.rauta.proxy.DrainSettings;
import io.rauta.proxy.Gateway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How connections of clients over HTTP/2 end that nobody wants any more. */
final class Http2ServerEndingsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static HttpSettings keepAlive(Duration time) {
    HttpTimeouts usual = HttpTimeouts.DEFAULT;
    return new HttpSettings(
        HttpLimits.DEFAULT,
        new HttpTimeouts(
            usual.requestHead(), time, usual.bodyIdle(), usual.bodyMinRate(), usual.streamIdle()),
        0,
        HttpSettings.Upgrades.WEBSOCKET,
        Http2Settings.DEFAULT);
  }

  @Test
  void aConnectionWithoutRequestsEndsWithALeave() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway =
            Gateway.start(
                keepAlive(Duration.ofMillis(300)), Gateway.defaultTimeouts(), origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      assertThat(client.answer().status()).isEqualTo(200);
      Frame leave = client.wire().await(Frame.GOAWAY);
      assertThat(leave.number(4)).isEqualTo(Frame.NO_ERROR);
      assertThat(client.socket().awaitEnd(PATIENCE)).isEqualTo(ConnectionEnd.CLOSED);
    }
  }

  @Test
  void aStreamThatIsUnderWayKeepsItsConnection() throws Exception {
    Script late =
        connection -> {
          connection.readRequest();
          connection.delay(Duration.ofMillis(900));
          connection.respond(200, "late");
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(late);
        Gateway gateway =
            Gateway.start(
                keepAlive(Duration.ofMillis(300)), Gateway.defaultTimeouts(), origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      assertThat(client.answer().text()).isEqualTo("late");
    }
  }

  @Test
  void aDrainWhoseTimeIsOverCutsStreams() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.silent());
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"), Http2Client.get(3, "/"));
      origin.await("both requests", PATIENCE, () -> origin.connections().size() == 2);
      DrainSettings settings =
          new DrainSettings(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(100));
      CompletableFuture<DrainOutcome> drain =
          CompletableFuture.supplyAsync(() -> gateway.server().drain(settings).end());
      assertThat(client.wire().await(Frame.GOAWAY).number(4)).isEqualTo(Frame.NO_ERROR);
      assertThat(client.socket().awaitEnd(PATIENCE)).isNotEqualTo(ConnectionEnd.OPEN);
      assertThat(drain.get().requestsCut()).isEqualTo(2);
    }
  }
}
