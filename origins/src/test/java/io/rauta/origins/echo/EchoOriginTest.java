package io.rauta.origins.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.BodyFraming;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoOriginTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final EchoOrigin origin = EchoOrigin.start("blue");
  private RawClient client = RawClient.connect(origin.address());

  @BeforeEach
  void connect() {
    client.close();
    client = RawClient.connect(origin.address());
  }

  @AfterEach
  void stop() {
    client.close();
    origin.close();
  }

  @Test
  void describesARequest() throws IOException {
    client.send(
        "POST /a?q=\"1\" HTTP/1.1\r\nHost: h\r\nload-id: 17\r\nContent-Length: 3\r\n\r\nabc");
    Message response = client.readResponse("POST");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.value("load-id")).hasValue("17");
    assertThat(response.value("x-origin")).hasValue("blue");
    String expected =
        """
        {"origin":"blue","method":"POST","target":"/a?q=\\"1\\"",\
        "headers":[["Host","h"],["load-id","17"],["Content-Length","3"]],"bodyLength":3,"bodyCrc32c":"%s"}
        """
            .formatted(crc("abc"));
    assertThat(response.bodyText()).isEqualTo(expected);
  }

  @Test
  void sumsAChunkedBodySentByteByByte() throws IOException {
    client.sendByteByByte(
        """
        PUT / HTTP/1.1\r
        Transfer-Encoding: chunked\r
        \r
        3;x=y\r
        abc\r
        2\r
        de\r
        0\r
        t: 1\r
        \r
        """);
    assertThat(client.readResponse("PUT").bodyText())
        .contains("\"bodyLength\":5,\"bodyCrc32c\":\"" + crc("abcde"));
  }

  @Test
  void answersByTarget() throws IOException {
    assertThat(client.get("h", "/status/503").status()).isEqualTo(503);
    assertThat(client.get("h", "/prefix/status/204").framing()).isEqualTo(BodyFraming.NONE);
    assertThat(client.get("h", "/bytes/100000").body()).isEqualTo(EchoOrigin.pattern(100_000));
    assertThat(client.get("h", "/mib/2").body()).hasSize(2 << 20);
    assertThat(client.get("h", "/stream/3/1").bodyText()).isEqualTo("chunk 0\nchunk 1\nchunk 2\n");
    assertThat(client.get("h", "/sse/2/0").bodyText()).isEqualTo("data: 0\n\ndata: 1\n\n");
    assertThat(client.get("h", "/delay/20").status()).isEqualTo(200);
    assertThat(client.get("h", "/origin-stats").bodyText()).contains("\"open\":1,");
    assertThat(client.get("h", "/close").value("connection")).hasValue("close");
    assertThat(client.awaitEnd(LONG)).isEqualTo(ConnectionEnd.CLOSED);
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    client.send(
        """
        GET /delay/30 HTTP/1.1\r
        load-id: 1\r
        \r
        HEAD /bytes/5 HTTP/1.1\r
        load-id: 2\r
        \r
        GET / HTTP/1.1\r
        load-id: 3\r
        \r
        """);
    assertThat(client.readResponse("GET").value("load-id")).hasValue("1");
    assertThat(client.readResponse("HEAD").value("load-id")).hasValue("2");
    assertThat(client.readResponse("GET").value("load-id")).hasValue("3");
  }

  @Test
  void echoesWebSocketFrames() throws IOException {
    client.send(
        """
        GET /ws HTTP/1.1\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """);
    Message response = client.readResponse();
    assertThat(response.status()).isEqualTo(101);
    assertThat(response.value("sec-websocket-accept")).hasValue("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    client.send(new byte[] {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'h' ^ 1, 'i' ^ 2});
    assertThat(client.readExactly(4)).isEqualTo(new byte[] {(byte) 0x81, 2, 'h', 'i'});
    client.send(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
    assertThat(client.readExactly(2)).isEqualTo(new byte[] {(byte) 0x88, 0});
    assertThat(client.awaitEnd(LONG)).isEqualTo(ConnectionEnd.CLOSED);
  }

  @Test
  void countsConnectionsLeftWhileAnAnswerIsDue() throws IOException {
    client.send("GET /delay/60000 HTTP/1.1\r\n\r\n");
    await().until(() -> origin.counters().requests() == 1);
    client.close();
    await().until(() -> origin.counters().abandoned() == 1);
    await().until(() -> origin.counters().open() == 0);
  }

  private static String crc(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return Long.toHexString(crc.getValue());
  }
}
