package io.rauta.proxy;

import static io.rauta.origins.h2.Http2Wire.headers;
import static io.rauta.origins.h2.Http2Wire.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to requests between clients over HTTP/1.1 and backends over HTTP/2. */
class Http2UpstreamTest {

  private final BlockingQueue<Http2Message> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  /** Answers every request with {@code ok}. */
  private Script answering() {
    return script(
        wire -> {
          while (true) {
            Http2Message request = wire.readMessage();
            seen.add(request);
            wire.respond(request.stream(), 200, "ok");
          }
        });
  }

  private Http2Message seen() throws InterruptedException {
    Http2Message request = seen.poll(10, TimeUnit.SECONDS);
    assertThat(request).as("a request at the backend").isNotNull();
    return request;
  }

  private Frame frame() throws InterruptedException {
    Frame frame = frames.poll(10, TimeUnit.SECONDS);
    assertThat(frame).as("a frame at the backend").isNotNull();
    return frame;
  }

  private void record(Http2Wire wire) throws Exception {
    while (true) {
      Frame frame = wire.read();
      wire.oblige(frame);
      frames.add(frame);
    }
  }

  @Test
  void translatesHeadsAndKeepsOneConnection() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(answering());
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(
            "GET /a?b=%20c HTTP/1.1\r\nHost: Shop.example:8080\r\nX-Kept: One\r\n"
                + "Connection: x-gone\r\nX-Gone: 1\r\nKeep-Alive: 1\r\nCookie: a=b; c=d\r\n\r\n");
        Message answer = client.readResponse();
        assertThat(answer.head().startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.bodyText()).isEqualTo("ok");
        Http2Message request = seen();
        assertThat(request.stream()).isEqualTo(1 + 2 * i);
        assertThat(request.field(":method")).isEqualTo("GET");
        assertThat(request.field(":scheme")).isEqualTo("http");
        assertThat(request.field(":path")).isEqualTo("/a?b=%20c");
        assertThat(request.field(":authority")).isEqualTo("Shop.example:8080");
        assertThat(request.field("x-kept")).isEqualTo("One");
        assertThat(request.field("cookie")).isEqualTo("a=b; c=d");
        assertThat(request.field("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(request.fields())
            .extracting(Field::name)
            .doesNotContain("host", "connection", "keep-alive", "x-gone", "te");
      }
      assertThat(origin.connections()).hasSize(1);
      assertThat(gateway.metric("rauta_upstream_connections_active", "2")).isEqualTo(1);
      assertThat(gateway.metric("rauta_upstream_streams", "")).isEqualTo(3);
      assertThat(gateway.metric("rauta_upstream_streams_active", "")).isZero();
    }
  }

  @Test
  void streamsBodiesBothWays() throws Exception {
    String body = "0123456789".repeat(30_000);
    Script echo =
        script(
            wire -> {
              Http2Message request = wire.readMessage();
              seen.add(request);
              wire.send(headers(request.stream(), 0, ":status", "200"));
              int window = 65_535;
              byte[] bytes = request.body();
              for (int at = 0; at < bytes.length; at += 10_000) {
                while (window < 10_000) {
                  Frame update = wire.await(Frame.WINDOW_UPDATE);
                  window += update.stream() == request.stream() ? update.number(0) : 0;
                }
                window -= 10_000;
                byte[] part = java.util.Arrays.copyOfRange(bytes, at, at + 10_000);
                wire.send(Frame.data(request.stream(), part, 0));
              }
              wire.send(headers(request.stream(), Frame.END_STREAM, "x-sum", "1", "host", "no"));
              record(wire);
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(echo);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: TE\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "493e0\r\n"
              + body
              + "\r\n0\r\nX-Req: 2\r\n\r\n");
      Message answer = client.readResponse("POST");
      assertThat(answer.bodyText()).isEqualTo(body);
      assertThat(answer.trailers()).extracting(Field::name).containsExactly("x-sum");
      Http2Message request = seen();
      assertThat(request.text()).isEqualTo(body);
      assertThat(request.field("te")).isEqualTo("trailers");
      assertThat(request.trailers()).containsExactly(new Field("x-req", "2"));
    }
  }

  @Test
  void manyRequestsShareAConnectionAsFarAsTheBackendAllows() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Script two =
        script(
            wire -> {
              Frame first = wire.await(Frame.HEADERS);
              Frame second = wire.await(Frame.HEADERS);
              three.countDown();
              assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
              wire.respond(second.stream(), 200, "ok");
              wire.respond(first.stream(), 200, "ok");
              record(wire);
            },
            Frame.MAX_CONCURRENT_STREAMS,
            2);
    try (ScriptedOrigin origin = ScriptedOrigin.start(two);
        Gateway gateway = Gateway.toHttp2(origin.port())) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        RawClient client = gateway.connect();
        clients.add(client);
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      for (RawClient client : clients) {
        assertThat(client.readResponse().status()).isEqualTo(200);
        client.close();
      }
      assertThat(origin.connections()).hasSize(3);
    }
  }

  @Test
  void waitsForRoomNoLongerThanForAConnection() throws Exception {
    Script none = script(this::record, Frame.MAX_CONCURRENT_STREAMS, 0);
    ConnectionSettings hasty =
        new ConnectionSettings(
            Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(10));
    try (ScriptedOrigin origin = ScriptedOrigin.start(none);
        Gateway gateway = Gateway.toHttp2(hasty, origin.port());
        RawClient client = gateway.connect();
        RawClient other = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(504);
      assertThat(other.readResponse().status()).isEqualTo(504);
      assertThat(origin.connections()).hasSize(1);
    }
  }

  @Test
  void answers502WhereTheBackendDoesNotSpeakHttp2() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(gateway.metric("rauta_local_replies", "upstream_no_http2")).isEqualTo(1);
    }
  }

  @Test
  void movesWhatABackendHasNotBegunToWorkOn() throws Exception {
    Script leaving =
        script(
            wire -> {
              Frame first = wire.await(Frame.HEADERS);
              Frame second = wire.await(Frame.HEADERS);
              wire.send(Frame.goAway(first.stream(), Frame.NO_ERROR));
              wire.respond(first.stream(), 200, "first");
              assertThat(second.stream()).isEqualTo(3);
              record(wire);
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(leaving, answering());
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient one = gateway.connect();
        RawClient other = gateway.connect()) {
      String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
      one.send(post);
      origin.await("a connection", Duration.ofSeconds(10), () -> !origin.connections().isEmpty());
      other.send(post);
      List<String> bodies =
          List.of(one.readResponse("POST").bodyText(), other.readResponse("POST").bodyText());
      assertThat(bodies).containsExactlyInAnyOrder("first", "ok");
      assertThat(seen().text()).isEqualTo("body");
      assertThat(origin.connections()).hasSize(2);
      assertThat(gateway.metric("rauta_upstream_goaways", "")).isEqualTo(1);
      assertThat(gateway.metric("rauta_upstream_moves", "")).isEqualTo(1);
    }
  }

  @Test
  void asksAgainWhereAStreamWasRefused() throws Exception {
    Script refusing =
        script(
            wire -> {
              Frame first = wire.await(Frame.HEADERS);
              wire.send(Frame.reset(first.stream(), Frame.REFUSED_STREAM));
              Frame again = wire.await(Frame.HEADERS);
              wire.respond(again.stream(), 200, "ok");
              record(wire);
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(refusing);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
      assertThat(client.readResponse("POST").status()).isEqualTo(200);
      assertThat(origin.connections()).hasSize(1);
      assertThat(gateway.metric("rauta_upstream_streams_refused", "")).isEqualTo(1);
    }
  }

  @Test
  void endlessRefusalsAreGivenUp() throws Exception {
    Script refusing =
        script(
            wire -> {
              while (true) {
                Frame head = wire.await(Frame.HEADERS);
                wire.send(Frame.reset(head.stream(), Frame.REFUSED_STREAM));
              }
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(refusing);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(gateway.metric("rauta_upstream_streams_refused", "")).isEqualTo(4);
      assertThat(gateway.metric("rauta_local_replies", "upstream_refused")).isEqualTo(1);
    }
  }

  @Test
  void aClientThatLeavesCancelsItsStreamAtOnce() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(script(this::record));
        Gateway gateway = Gateway.toHttp2(origin.port())) {
      RawClient client = gateway.connect();
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      await(Frame.HEADERS);
      client.reset();
      Frame reset = await(Frame.RST_STREAM);
      assertThat(reset.stream()).isEqualTo(1);
      assertThat(reset.number(0)).isEqualTo(Frame.CANCEL);
    }
  }

  private Frame await(int type) throws InterruptedException {
    Frame frame = frame();
    while (frame.type() != type) {
      frame = frame();
    }
    return frame;
  }

  @Test
  void anEarlyAnswerEndsTheRequest() throws Exception {
    Script early =
        script(
            wire -> {
              Frame head = wire.await(Frame.HEADERS);
              wire.respond(head.stream(), 413, "no");
              record(wire);
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(early);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nbegun");
      Message answer = client.readResponse("POST");
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.bodyText()).isEqualTo("no");
      assertThat(await(Frame.RST_STREAM).number(0)).isEqualTo(Frame.CANCEL);
    }
  }

  @Test
  void aResetInsideTheAnswerCutsIt() throws Exception {
    Script cutting =
        script(
            wire -> {
              Frame head = wire.await(Frame.HEADERS);
              wire.send(
                  headers(head.stream(), 0, ":status", "200", "content-length", "10"),
                  Frame.data(head.stream(), "half", 0));
              Frame again = wire.await(Frame.HEADERS);
              wire.send(Frame.reset(head.stream(), Frame.INTERNAL_ERROR));
              wire.respond(again.stream(), 200, "ok");
              record(wire);
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(cutting);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect();
        RawClient other = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readResponseHead().orElseThrow().startLine()).contains("200");
      assertThat(client.readExactly(4)).isEqualTo("half".getBytes(StandardCharsets.US_ASCII));
      other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(other.readResponse().bodyText()).isEqualTo("ok");
      assertThat(client.awaitEnd(Duration.ofSeconds(10))).isNotEqualTo(ConnectionEnd.OPEN);
    }
  }

  @Test
  void aSlowReaderHoldsTheBackendToItsWindow() throws Exception {
    Script flood =
        script(
            wire -> {
              Frame head = wire.await(Frame.HEADERS);
              wire.send(headers(head.stream(), 0, ":status", "200"));
              int window = 65_535;
              long sent = 0;
              byte[] part = new byte[16_000];
              while (sent < 50_000_000) {
                while (window < part.length) {
                  Frame update = wire.await(Frame.WINDOW_UPDATE);
                  frames.add(update);
                  window += update.stream() == head.stream() ? update.number(0) : 0;
                }
                wire.send(Frame.data(head.stream(), part, 0));
                window -= part.length;
                sent += part.length;
              }
            });
    try (ScriptedOrigin origin = ScriptedOrigin.start(flood);
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient slow =
            RawClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), 4096)) {
      slow.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      long allowed = 0;
      for (Frame update = frames.poll(2, TimeUnit.SECONDS);
          update != null;
          update = frames.poll(2, TimeUnit.SECONDS)) {
        allowed += update.stream() == 0 ? 0 : update.number(0);
      }
      assertThat(allowed).as("what the backend was allowed to send").isLessThan(10_000_000);
    }
  }
}
