package io.rauta.proxy.http2.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.proxy.Gateway;
import org.junit.jupiter.api.Test;

/** Answers over HTTP/2 that come before the end of their request. */
final class Http2EarlyAnswerTest {

  @Test
  void tellsAClientThatItNeedNotSendTheRest() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  var ignored = connection.readHead();
                  connection.respond(401, "no");
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.post(1, "content-length", "1000"), Frame.data(1, "a", 0));
      assertThat(client.answer().status()).isEqualTo(401);
      assertThat(client.reset(1)).isEqualTo(Frame.NO_ERROR);
    }
  }

  @Test
  void readsWhatAClientStillSendsBehindAnAnswer() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  var ignored = connection.readHead();
                  connection.respond(401, "no");
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.post(1, "content-length", "2"), Frame.data(1, "a", 0));
      assertThat(client.answer().status()).isEqualTo(401);
      client.send(Frame.data(1, "b", Frame.END_STREAM), Frame.ping(7, 0));
      Frame next = client.wire().read();
      while (next.type() != Frame.PING) {
        assertThat(next.type()).isNotEqualTo(Frame.RST_STREAM);
        next = client.wire().read();
      }
    }
  }
}
