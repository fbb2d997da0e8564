package io.rauta.proxy.http2.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.proxy.Gateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may do only so often: the connection ends beyond, and others go on. */
final class Http2FloodTest {

  /** Frames that a flood repeats. */
  interface Repeated {
    /** The {@code index}th time. */
    Frame[] frames(int index);
  }

  record Flood(String name, String kind, int allowed, Repeated repeated) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Flood> floods() {
    return Stream.of(
        new Flood(
            "D1 rapid reset",
            "resets",
            200,
            i -> new Frame[] {Http2Client.get(id(i), "/"), Frame.reset(id(i), Frame.CANCEL)}),
        new Flood(
            "D2 made you reset, window of 0",
            "resets_caused",
            200,
            i -> new Frame[] {Http2Client.get(id(i), "/"), Frame.windowUpdate(id(i), 0)}),
        new Flood(
            "D2 made you reset, window too large",
            "resets_caused",
            200,
            i ->
                new Frame[] {
                  Http2Client.get(id(i), "/"), Frame.windowUpdate(id(i), Integer.MAX_VALUE)
                }),
        new Flood(
            "D2 made you reset, data behind the end",
            "resets_caused",
            200,
            i -> new Frame[] {Http2Client.get(id(i), "/"), Frame.data(id(i), "x", 0)}),
        new Flood(
            "D2 made you reset, malformed",
            "resets_caused",
            200,
            i -> new Frame[] {Http2Client.post(id(i), "connection", "x")}),
        new Flood("D6 PING", "control", 98, i -> new Frame[] {Frame.ping(i, 0)}),
        new Flood("D6 SETTINGS", "control", 98, i -> new Frame[] {Frame.settings()}),
        new Flood(
            "D7 INITIAL_WINDOW_SIZE to and fro",
            "control",
            98,
            i -> new Frame[] {Frame.settings(4, i % 2)}),
        new Flood(
            "D6 empty DATA",
            "empty",
            500,
            i -> i == 0 ? new Frame[] {Http2Client.post(1)} : new Frame[] {Frame.data(1, "", 0)}),
        new Flood(
            "D6 PRIORITY",
            "empty",
            500,
            i -> new Frame[] {new Frame(Frame.PRIORITY, 0, 1, new byte[] {0, 0, 0, 3, 1})}),
        new Flood(
            "D6 WINDOW_UPDATE",
            "window_updates",
            1_000,
            i -> new Frame[] {Frame.windowUpdate(0, 1)}),
        new Flood(
            "D6 unknown frames",
            "empty",
            500,
            i -> new Frame[] {new Frame(0x77, 0, 0, new byte[0])}),
        new Flood(
            "D4 empty CONTINUATION",
            "headers",
            15,
            i -> {
              int type = i == 0 ? Frame.HEADERS : Frame.CONTINUATION;
              return new Frame[] {new Frame(type, 0, 1, new byte[0])};
            }));
  }

  private static int id(int index) {
    return 2 * index + 1;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void endsTheConnectionBeyondTheLimitOnly(Flood flood) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.silent());
        Gateway gateway = Gateway.to(origin.port());
        Http2Client client = Http2Client.over(gateway.connect())) {
      Frame ignored = client.wire().await(Frame.SETTINGS);
      for (int i = 0; i < flood.allowed(); i++) {
        client.send(flood.repeated().frames(i));
      }
      assertThat(gateway.metric("rauta_downstream_floods_refused", "")).isZero();
      try {
        for (int i = flood.allowed(); i < flood.allowed() + 200; i++) {
          client.send(flood.repeated().frames(i));
        }
      } catch (IOException gone) {
        // The gateway may have ended the connection before all of it was sent.
      }
      assertThat(client.goAway()).isEqualTo(Http2Client.ENHANCE_YOUR_CALM);
      assertThat(gateway.metric("rauta_downstream_floods_refused", flood.kind())).isEqualTo(1);
    }
  }
}
