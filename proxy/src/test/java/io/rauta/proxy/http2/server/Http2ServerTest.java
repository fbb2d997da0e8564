package io.rauta.proxy.http2.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Field;
import io.rauta.origins.FullAcceptQueue;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.proxy.DrainSettings;
import io.rauta.proxy.Gateway;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP/2 and their answers, between a raw client and a backend over HTTP/1.1. */
final class Http2ServerTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void forwardsStreamsOfOneConnection() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(
          Http2Client.get(1, "/1"), Http2Client.get(3, "/3?q=%20"), Http2Client.get(5, "/5"));
      Set<Integer> streams = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        Http2Message answer = client.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.field("date")).endsWith("GMT");
        streams.add(answer.stream());
      }
      assertThat(streams).containsExactlyInAnyOrder(1, 3, 5);
      assertThat(origin.requests())
          .extracting(request -> request.head().startLine())
          .containsExactlyInAnyOrder("GET /1 HTTP/1.1", "GET /3?q=%20 HTTP/1.1", "GET /5 HTTP/1.1");
      assertThat(origin.requests().get(0).value("host")).contains("a.example");
      assertThat(origin.requests().get(0).value("x-forwarded-for")).contains("127.0.0.1");
    }
  }

  @Test
  void takesEverythingByteByByte() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient socket = gateway.connect()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(Http2Wire.PREFACE.getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(Frame.settings().bytes());
      bytes.writeBytes(Http2Client.post(1, "content-length", "5").bytes());
      bytes.writeBytes(Frame.data(1, "hello", Frame.END_STREAM).bytes());
      socket.sendByteByByte(bytes.toString(StandardCharsets.ISO_8859_1));
      Http2Wire wire = Http2Wire.over(socket::readExactly, socket::send);
      assertThat(wire.readMessage().text()).isEqualTo("ok");
      assertThat(origin.requests().get(0).bodyText()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 23})
  void tellsVersionsApartWhereverTheFirstReadEnds(int first) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient socket = gateway.connect();
        RawClient plain = gateway.connect()) {
      String all =
          Http2Wire.PREFACE
              + new String(Frame.settings().bytes(), StandardCharsets.ISO_8859_1)
              + new String(Http2Client.get(1, "/").bytes(), StandardCharsets.ISO_8859_1);
      socket.sendCut(all, Duration.ofMillis(20), first);
      assertThat(Http2Wire.over(socket::readExactly, socket::send).readMessage().status())
          .isEqualTo(200);
      plain.sendCut("PRI / HTTP/1.1\r\nHost: a\r\n\r\n", Duration.ofMillis(20), Math.min(first, 6));
      assertThat(plain.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesPriorKnowledgeWhereTold() throws Exception {
    Http2Settings refused =
        new Http2Settings(
            Http2Settings.PriorKnowledge.REFUSED, 100, 64 * 1024, 1024 * 1024, 200, 100);
    try (Gateway gateway = Gateway.start(with(refused), Gateway.defaultTimeouts());
        RawClient socket = gateway.connect()) {
      socket.send(Http2Wire.PREFACE);
      assertThat(socket.readResponse().status()).isEqualTo(505);
    }
  }

  @Test
  void passesBodiesAndTrailersOn() throws Exception {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n"
            + "3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n";
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(chunked));
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(
          Http2Client.post(1, "te", "trailers"),
          Frame.data(1, "one", 0),
          Frame.data(1, "two", 0),
          Http2Wire.headers(1, Frame.END_STREAM, "x-check", "9", "host", "evil"));
      Http2Message answer = client.answer();
      assertThat(answer.text()).isEqualTo("abc");
      assertThat(answer.trailers()).extracting(Field::name).containsExactly("x-sum");
      assertThat(answer.fields())
          .extracting(Field::name)
          .containsExactlyInAnyOrder(":status", "date");
      Message seen = origin.requests().get(0);
      assertThat(seen.bodyText()).isEqualTo("onetwo");
      assertThat(seen.trailers()).extracting(Field::name).containsExactly("x-check");
    }
  }

  @Test
  void answersWithoutABodyEndWithTheirHead() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(Script.always("HTTP/1.1 204 No Content\r\n\r\n"));
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      Frame head = client.await(Frame.HEADERS, 1);
      assertThat(head.has(Frame.END_STREAM)).isTrue();
    }
  }

  @Test
  void replacesAnAnswerThatBreaksAtOnce() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n");
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.post(1), Frame.data(1, "x", Frame.END_STREAM));
      assertThat(client.answer().status()).isEqualTo(502);
    }
  }

  @Test
  void resetsWhatABackendDoesNotComplete() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                  connection.delay(Duration.ofMillis(100));
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      assertThat(client.reset(1)).isEqualTo(Frame.INTERNAL_ERROR);
      client.send(Http2Client.get(3, "/"));
      assertThat(client.reset(3)).isEqualTo(Frame.INTERNAL_ERROR);
    }
  }

  @Test
  void tellsTheBackendWhenAClientGivesUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  var ignored = connection.readRequest();
                  asked.countDown();
                  connection.awaitEnd();
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      client.send(Frame.reset(1, Frame.CANCEL));
      origin.await(
          "its end", PATIENCE, () -> origin.connections().get(0).end() != ConnectionEnd.OPEN);
      assertThat(gateway.metric("rauta_downstream_resets", "by_client")).isEqualTo(1);
    }
  }

  @Test
  void sendsNoMoreThanTheClientAllows() throws Exception {
    String body = "x".repeat(200_000);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                Script.always("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + body));
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect(), INITIAL_WINDOW_SIZE, 10)) {
      client.send(Http2Client.get(1, "/"));
      assertThat(client.await(Frame.DATA, 1).payload()).hasSize(10);
      client.send(Frame.windowUpdate(1, 5));
      assertThat(client.await(Frame.DATA, 1).payload()).hasSize(5);
      client.send(Frame.settings(INITIAL_WINDOW_SIZE, 20));
      assertThat(client.await(Frame.DATA, 1).payload()).hasSize(10);
      client.send(Frame.settings(INITIAL_WINDOW_SIZE, 0), Frame.windowUpdate(1, 20));
      client.send(Frame.windowUpdate(1, 7));
      assertThat(client.await(Frame.DATA, 1).payload()).hasSize(7);
      client.send(Frame.windowUpdate(1, 1_000_000), Frame.windowUpdate(0, 1_000_000));
      int received = 32;
      while (received < body.length()) {
        received += client.await(Frame.DATA, 1).payload().length;
      }
      assertThat(received).isEqualTo(body.length());
    }
  }

  @Test
  void takesNoMoreOfABodyThanItsWindow() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.post(1));
      byte[] part = new byte[16_384];
      for (int i = 0; i < 40; i++) {
        client.send(Frame.data(1, part, 0));
        if (i % 2 == 1) {
          Frame ignored = client.await(Frame.WINDOW_UPDATE, 1);
        }
      }
      client.send(Frame.data(1, part, Frame.END_STREAM));
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(origin.requests().get(0).body()).hasSize(41 * part.length);
    }
  }

  @Test
  void refusesDataBeyondAWindow() throws Exception {
    try (FullAcceptQueue unreachable = FullAcceptQueue.open();
        Gateway gateway = Gateway.to(unreachable.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.post(1));
      Frame[] parts = new Frame[5];
      Arrays.fill(parts, Frame.data(1, new byte[16_384], 0));
      client.send(parts);
      Frame frame = client.wire().read();
      while (frame.type() != Frame.RST_STREAM) {
        frame = client.wire().read();
      }
      assertThat(frame.number(0)).isEqualTo(Frame.FLOW_CONTROL_ERROR);
    }
  }

  @Test
  void refusesOneStreamTooMany() throws Exception {
    Http2Settings two =
        new Http2Settings(
            Http2Settings.PriorKnowledge.ALLOWED, 2, 64 * 1024, 1024 * 1024, 200, 100);
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.silent());
        Gateway gateway = Gateway.start(with(two), Gateway.defaultTimeouts(), origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"), Http2Client.get(3, "/"), Http2Client.get(5, "/"));
      assertThat(client.reset(5)).isEqualTo(Frame.REFUSED_STREAM);
      client.send(Frame.reset(1, Frame.CANCEL), Http2Client.get(7, "/"), Http2Client.get(9, "/"));
      assertThat(client.reset(9)).isEqualTo(Frame.REFUSED_STREAM);
    }
  }

  @Test
  void answersAHeadThatIsTooLarge() throws Exception {
    try (Gateway gateway = Gateway.to();
        Http2Client client = Http2Client.over(gateway.connect())) {
      String[] fields = new String[2 * 110];
      for (int i = 0; i < fields.length; i += 2) {
        fields[i] = "x-" + i;
        fields[i + 1] = "y";
      }
      client.send(Http2Client.post(1, fields));
      assertThat(client.answer().status()).isEqualTo(431);
      assertThat(client.reset(1)).isEqualTo(Frame.NO_ERROR);
      client.send(Http2Client.get(3, "/" + "p".repeat(9_000)));
      assertThat(client.answer().status()).isEqualTo(414);
      client.send(Http2Client.post(5, "x", "y".repeat(9_000)));
      assertThat(client.answer().status()).isEqualTo(431);
    }
  }

  @Test
  void doesNotReadAListThatIsFarTooLarge() throws Exception {
    try (Gateway gateway = Gateway.to();
        Http2Client client = Http2Client.over(gateway.connect())) {
      byte[] bomb = new byte[10_000];
      java.util.Arrays.fill(bomb, (byte) 0x90); // "accept-encoding: gzip, deflate" from one byte
      client.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, 1, bomb));
      assertThat(client.goAway()).isEqualTo(Http2Client.ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void endsAStreamThatIsNotRead() throws Exception {
    HttpTimeouts quick =
        new HttpTimeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            0,
            Duration.ofSeconds(300));
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.start(with(quick), Gateway.defaultTimeouts(), origin.port());
        Http2Client client = Http2Client.over(gateway.connect(), INITIAL_WINDOW_SIZE, 0)) {
      client.send(Http2Client.get(1, "/"));
      assertThat(client.reset(1)).isEqualTo(Frame.CANCEL);
      client.send(Http2Client.post(3));
      client.send(Frame.settings(INITIAL_WINDOW_SIZE, 1000));
      assertThat(client.answer().status()).isEqualTo(408);
      client.send(new Frame(Frame.HEADERS, 0, 5, new byte[] {(byte) 0x82}));
      assertThat(client.goAway()).isEqualTo(Http2Client.ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void drainsWithTwoGoAways() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.delay(Duration.ofMillis(300));
                  connection.respond(200, "late");
                });
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      client.send(Http2Client.get(1, "/"));
      origin.await("a request", PATIENCE, () -> !origin.connections().isEmpty());
      DrainSettings settings = new DrainSettings(Duration.ZERO, PATIENCE, Duration.ofMillis(200));
      Thread drain = Thread.ofPlatform().start(() -> gateway.server().drain(settings).end());
      Frame first = client.wire().await(Frame.GOAWAY);
      assertThat(first.payload()).startsWith(0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0);
      client.send(Http2Client.get(3, "/"));
      client.wire().oblige(client.wire().await(Frame.PING));
      Frame second = client.wire().await(Frame.GOAWAY);
      assertThat(second.payload()).startsWith(0, 0, 0, 3, 0, 0, 0, 0);
      assertThat(client.answer().text()).isEqualTo("late");
      assertThat(client.answer().text()).isEqualTo("late");
      assertThat(client.socket().awaitEnd(PATIENCE)).isEqualTo(ConnectionEnd.CLOSED);
      drain.join();
    }
  }

  private static HttpSettings with(Http2Settings http2) {
    return new HttpSettings(
        HttpLimits.DEFAULT, HttpTimeouts.DEFAULT, 0, HttpSettings.Upgrades.WEBSOCKET, http2);
  }

  private static HttpSettings with(HttpTimeouts timeouts) {
    return new HttpSettings(
        HttpLimits.DEFAULT, timeouts, 0, HttpSettings.Upgrades.WEBSOCKET, Http2Settings.DEFAULT);
  }
}
