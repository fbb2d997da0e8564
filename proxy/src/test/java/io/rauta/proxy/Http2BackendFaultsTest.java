package io.rauta.proxy;

import static io.rauta.origins.h2.Http2Wire.headers;
import static io.rauta.origins.h2.Http2Wire.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backends over HTTP/2 that break the rules of a stream or of the connection. */
class Http2BackendFaultsTest {

  /** What a backend does once it has the head of a request. */
  @FunctionalInterface
  private interface Fault {
    void on(Http2Wire wire, int stream) throws IOException;
  }

  private static Arguments row(String name, Fault fault) {
    return Arguments.argumentSet(name, fault);
  }

  private static Fault answer(String... fields) {
    return (wire, stream) -> wire.send(headers(stream, Frame.END_STREAM, fields));
  }

  private static Fault frames(IntFunction<Frame[]> frames) {
    return (wire, stream) -> wire.send(frames.apply(stream));
  }

  private static Frame[] of(Frame... frames) {
    return frames;
  }

  private static Frame ok(int stream, String... more) {
    String[] fields = Arrays.copyOf(new String[] {":status", "200"}, 2 + more.length);
    System.arraycopy(more, 0, fields, 2, more.length);
    return headers(stream, 0, fields);
  }

  private static Frame[] many(int count, Frame frame) {
    Frame[] all = new Frame[count];
    Arrays.fill(all, frame);
    return all;
  }

  /** Faults of one stream: it is lost, and the connection goes on. */
  static Stream<Arguments> faultsOfStreams() {
    return Stream.of(
        row("no status", answer("x", "y")),
        row("two of them", answer(":status", "200", ":status", "200")),
        row("status of two digits", answer(":status", "20")),
        row("status 099", answer(":status", "099")),
        row("status 600", answer(":status", "600")),
        row("unasked 101", answer(":status", "101")),
        row("method in an answer", answer(":status", "200", ":method", "GET")),
        row("unknown pseudo-field", answer(":status", "200", ":x", "y")),
        row("pseudo-field behind a field", answer("x", "y", ":status", "200")),
        row("upper-case name", answer(":status", "200", "Name", "x")),
        row("name with a blank", answer(":status", "200", "a b", "x")),
        row("line end in a value", answer(":status", "200", "x", "a\r\nb: c")),
        row("NUL in a value", answer(":status", "200", "x", "a\0b")),
        row("blank behind a value", answer(":status", "200", "x", "a ")),
        row("connection", answer(":status", "200", "connection", "close")),
        row("transfer-encoding", answer(":status", "200", "transfer-encoding", "chunked")),
        row("upgrade", answer(":status", "200", "upgrade", "websocket")),
        row("length without a body", answer(":status", "200", "content-length", "5")),
        row("two lengths", answer(":status", "200", "content-length", "0", "content-length", "0")),
        row("length with a sign", answer(":status", "200", "content-length", "+0")),
        row("201 fields", (wire, stream) -> wire.send(crowd(stream))),
        row("interim answer that ends", answer(":status", "103")),
        row(
            "nine interim answers",
            (wire, stream) -> wire.send(many(9, headers(stream, 0, ":status", "103")))),
        row("data before the head", frames(stream -> of(Frame.data(stream, "x", 1)))),
        row(
            "more data than announced",
            frames(stream -> of(ok(stream, "content-length", "2"), Frame.data(stream, "xyz", 1)))),
        row(
            "less data than announced",
            frames(stream -> of(ok(stream, "content-length", "2"), Frame.data(stream, "x", 1)))),
        row(
            "data behind 204",
            frames(stream -> of(headers(stream, 0, ":status", "204"), Frame.data(stream, "x", 1)))),
        row(
            "a second head",
            frames(stream -> of(ok(stream), Frame.data(stream, "x", 0), ok(stream)))),
        row(
            "pseudo-field in trailers",
            frames(stream -> of(ok(stream), headers(stream, Frame.END_STREAM, ":status", "200")))),
        row("a window that overflows", frames(stream -> of(Frame.windowUpdate(stream, -1 >>> 1)))),
        row("reset without a reason", frames(stream -> of(Frame.reset(stream, Frame.NO_ERROR)))));
  }

  /** Faults of the connection: everything on it is lost. */
  static Stream<Arguments> faultsOfConnections() {
    return Stream.of(
        row("push", (wire, stream) -> wire.send(new Frame(Frame.PUSH_PROMISE, 4, stream, push()))),
        row("head of an idle stream", (wire, stream) -> wire.send(ok(stream + 2))),
        row("head of an even stream", (wire, stream) -> wire.send(ok(2))),
        row("data on the connection", frames(stream -> of(Frame.data(0, "x", 0)))),
        row("reset of an idle stream", frames(stream -> of(Frame.reset(stream + 2, 0)))),
        row("settings with a stream", frames(stream -> of(new Frame(4, 0, 1, new byte[0])))),
        row("a window of 2^31", frames(stream -> of(Frame.settings(4, Integer.MIN_VALUE)))),
        row("overflowing window", frames(stream -> of(Frame.windowUpdate(0, -1 >>> 1)))),
        row("a frame too large", frames(stream -> of(Frame.data(stream, new byte[17_000], 0)))),
        row("a cut list", frames(stream -> of(new Frame(1, 4, stream, new byte[] {0, 9})))),
        row("flood of pings", frames(stream -> many(120, Frame.ping(1, 0)))),
        row("flood of settings", frames(stream -> many(120, Frame.settings(4, 10)))),
        row("flood of empty data", frames(stream -> flood(stream, 120, ""))),
        row("flood of window updates", frames(stream -> many(300, Frame.windowUpdate(0, 1)))),
        row("flood of resets", (wire, stream) -> wire.send(resets(stream))),
        row("flood of unknown frames", frames(stream -> many(120, new Frame(77, 0, 0, push())))),
        row("endless list", (wire, stream) -> wire.send(continuations(stream))),
        row("a bomb of references", (wire, stream) -> wire.send(bomb(stream))));
  }

  private static Frame[] crowd(int stream) {
    String[] fields = new String[2 * 202];
    Arrays.fill(fields, "x");
    fields[0] = ":status";
    fields[1] = "200";
    return of(headers(stream, Frame.END_STREAM, fields));
  }

  private static byte[] push() {
    return new byte[] {0, 0, 0, 2};
  }

  private static Frame[] flood(int stream, int count, String data) {
    Frame[] all = many(count + 1, Frame.data(stream, data, 0));
    all[0] = ok(stream);
    return all;
  }

  private static Frame[] resets(int stream) {
    return many(220, Frame.reset(stream, Frame.CANCEL));
  }

  private static Frame[] continuations(int stream) {
    Frame[] all = many(40, new Frame(Frame.CONTINUATION, 0, stream, new byte[] {(byte) 0x88}));
    all[0] = new Frame(Frame.HEADERS, 0, stream, new byte[] {(byte) 0x88});
    return all;
  }

  /** One field of 4 KiB in the table and many references to it. */
  private static Frame[] bomb(int stream) {
    byte[] list = new byte[4_010 + 4_000];
    Arrays.fill(list, 0, list.length, (byte) 0xbe);
    byte[] field = {0x40, 1, 'x', 0x7f, (byte) 0xa1, 0x1e};
    System.arraycopy(field, 0, list, 0, field.length);
    Arrays.fill(list, field.length, field.length + 4_000, (byte) 'y');
    return of(new Frame(Frame.HEADERS, Frame.END_HEADERS, stream, list));
  }

  @ParameterizedTest
  @MethodSource("faultsOfStreams")
  void aFaultOfAStreamLosesIt(Fault fault) throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                script(
                    wire -> {
                      Frame head = wire.await(Frame.HEADERS);
                      fault.on(wire, head.stream());
                      Frame next = wire.await(Frame.HEADERS);
                      wire.respond(next.stream(), 200, "ok");
                      readOn(wire);
                    }));
        Gateway gateway = Gateway.toHttp2(origin.port())) {
      try (RawClient client = gateway.connect()) {
        assertThat(get(client)).isNotEqualTo(200);
      }
      try (RawClient client = gateway.connect()) {
        assertThat(client.get("a", "/").bodyText()).isEqualTo("ok");
      }
      assertThat(origin.connections()).hasSize(1);
      assertThat(gateway.metric("rauta_upstream_streams_active", "")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("faultsOfConnections")
  void aFaultOfTheConnectionLosesItAll(Fault fault) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                script(
                    wire -> {
                      Frame head = wire.await(Frame.HEADERS);
                      fault.on(wire, head.stream());
                      try {
                        readOn(wire);
                      } finally {
                        ended.countDown();
                      }
                    }),
                script(
                    wire -> {
                      Frame next = wire.await(Frame.HEADERS);
                      wire.respond(next.stream(), 200, "ok");
                      readOn(wire);
                    }));
        Gateway gateway = Gateway.toHttp2(origin.port())) {
      try (RawClient client = gateway.connect()) {
        assertThat(get(client)).isNotEqualTo(200);
      }
      assertThat(ended.await(10, TimeUnit.SECONDS)).as("the connection was ended").isTrue();
      try (RawClient client = gateway.connect()) {
        assertThat(client.get("a", "/").bodyText()).isEqualTo("ok");
      }
      assertThat(origin.connections()).hasSize(2);
      assertThat(gateway.metric("rauta_upstream_streams_active", "")).isZero();
    }
  }

  /** The status of a whole answer, 0 where there is none. */
  private static int get(RawClient client) {
    try {
      Message answer = client.get("a", "/");
      return answer.status();
    } catch (IOException cut) {
      return 0;
    }
  }

  private static void readOn(Http2Wire wire) throws IOException {
    while (true) {
      wire.oblige(wire.read());
    }
  }

  @Test
  void aBackendThatVanishesBehindASilenceIsNotWaitedForForEver() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(script(wire -> {}));
        Gateway gateway = Gateway.toHttp2(origin.port());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(gateway.metric("rauta_upstream_streams_active", "")).isZero();
    }
  }
}
