package io.rauta.proxy.http2.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import io.rauta.proxy.loop.HandDrivenLoop;
import io.rauta.proxy.observe.WorkerMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A connection to a backend over HTTP/2 as time goes by, and as its numbers run out. */
class Http2ClientConnectionTest {

  private static final int FIRST = 1;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration AGE = Duration.ofMinutes(10);

  /** One connection and what its owner and the taker of its response were told. */
  private static final class Connection implements AutoCloseable, ResponseSink, ConnectionOwner {

    private final HandDrivenLoop loop = new HandDrivenLoop();
    private final Http2ClientConnection connection;
    private final List<String> told = new ArrayList<>();
    private int taken = Http2Wire.PREFACE.length();

    Connection(int firstId) {
      long now = loop.loop().now();
      connection =
          new Http2ClientConnection(
              loop.channel(),
              loop.loop(),
              new WorkerMetrics(),
              this,
              Transport.CLEARTEXT,
              new ConnectionTimes(
                  now + Duration.ofSeconds(5).toNanos(), now + AGE.toNanos(), IDLE.toNanos()),
              firstId);
      loop.channel().pipeline().addLast(connection);
      connection.start();
    }

    static Connection ready(int firstId) throws IOException {
      Connection made = new Connection(firstId);
      made.receive(Frame.settings());
      List<Frame> ignored = made.sent();
      assertThat(made.told).containsExactly("ready");
      return made;
    }

    void receive(Frame... frames) {
      for (Frame frame : frames) {
        loop.receive(new String(frame.bytes(), StandardCharsets.ISO_8859_1));
      }
    }

    /** Frames sent since the last call. */
    List<Frame> sent() throws IOException {
      byte[] all = loop.written().getBytes(StandardCharsets.ISO_8859_1);
      ByteArrayInputStream rest = new ByteArrayInputStream(all, taken, all.length - taken);
      Http2Wire wire = Http2Wire.over(rest::readNBytes, bytes -> {});
      List<Frame> frames = new ArrayList<>();
      while (rest.available() > 0) {
        frames.add(wire.read());
      }
      taken = all.length;
      return frames;
    }

    /** Time goes by, and the backend answers each PING; answers the types of what was sent. */
    List<Integer> passAnswering(Duration time) throws IOException {
      List<Integer> types = new ArrayList<>();
      for (long second = 0; second < time.toSeconds(); second++) {
        loop.pass(Duration.ofSeconds(1));
        for (Frame frame : sent()) {
          types.add(frame.type());
          if (frame.type() == Frame.PING) {
            receive(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
          }
        }
      }
      return types;
    }

    UpstreamStream ask() {
      RequestHead head = new RequestHead();
      head.method("GET");
      byte[] path = {'/'};
      head.target(path, 0, 1, 1);
      byte[] host = {'a'};
      head.host(host, 0, 1);
      UpstreamStream stream = connection.open();
      stream.sendHead(head, this);
      stream.sendEnd(null);
      stream.flush();
      return stream;
    }

    @Override
    public void onReady(Http2ClientConnection ready) {
      told.add("ready");
    }

    @Override
    public void onNotReady(Http2ClientConnection gone, UpstreamFailure failure) {
      told.add("not ready " + failure);
    }

    @Override
    public void onRoom(Http2ClientConnection open) {}

    @Override
    public void onEnding(Http2ClientConnection ending) {
      told.add("ending");
    }

    @Override
    public void onClosed(Http2ClientConnection closed) {
      told.add("closed");
    }

    @Override
    public HttpTimeouts timeouts() {
      return HttpTimeouts.DEFAULT;
    }

    @Override
    public void onInterim(ResponseHead head) {}

    @Override
    public void onUpgrade(ResponseHead head) {}

    @Override
    public void onResponse(ResponseHead head) {
      told.add("head");
    }

    @Override
    public void onResponseData(ByteBuf part) {
      part.release();
    }

    @Override
    public void onResponseEnd(@Nullable HeaderBlock trailers) {
      told.add("end");
    }

    @Override
    public void onResponseBatchEnd() {}

    @Override
    public void onUpstreamWritable() {}

    @Override
    public void onUpstreamFailure(UpstreamFailure failure) {
      told.add(failure.toString());
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  private static Frame head(int stream, int flags) {
    return Http2Wire.headers(stream, flags, ":status", "200");
  }

  @Test
  void aBackendWithoutSettingsIsNotWaitedFor() throws IOException {
    try (Connection to = new Connection(FIRST)) {
      to.loop.pass(Duration.ofSeconds(4));
      assertThat(to.told).isEmpty();
      to.loop.pass(Duration.ofSeconds(2));
      assertThat(to.told).containsExactly("not ready " + UpstreamFailure.CONNECT_TIMEOUT, "closed");
    }
  }

  @Test
  void anUnusedConnectionTakesItsLeave() throws IOException {
    try (Connection to = Connection.ready(FIRST)) {
      to.loop.pass(IDLE.minusSeconds(1));
      assertThat(to.sent()).isEmpty();
      to.loop.pass(Duration.ofSeconds(2));
      assertThat(to.sent()).extracting(Frame::type).containsExactly(Frame.GOAWAY);
      assertThat(to.told).containsExactly("ready", "ending", "closed");
    }
  }

  @Test
  void anOldConnectionEndsWithItsLastStream() throws IOException {
    try (Connection to = Connection.ready(FIRST)) {
      UpstreamStream ignored = to.ask();
      List<Integer> sent = to.passAnswering(AGE.plusSeconds(2));
      assertThat(Collections.frequency(sent, Frame.PING)).isEqualTo(2);
      assertThat(to.told).containsExactly("ready", "ending");
      assertThat(to.connection.room()).isZero();
      to.receive(head(1, Frame.END_STREAM));
      assertThat(to.told).containsExactly("ready", "ending", "head", "closed", "end");
      assertThat(to.sent()).extracting(Frame::type).contains(Frame.GOAWAY);
    }
  }

  @Test
  void aBackendThatGivesNoSignOfLifeIsLeft() throws IOException {
    try (Connection to = Connection.ready(FIRST)) {
      UpstreamStream ignored = to.ask();
      to.loop.pass(Duration.ofSeconds(1));
      assertThat(to.sent()).extracting(Frame::type).containsExactly(Frame.HEADERS);
      to.loop.pass(Duration.ofSeconds(8));
      assertThat(to.sent()).isEmpty();
      to.loop.pass(Duration.ofSeconds(3));
      assertThat(to.sent()).extracting(Frame::type).containsExactly(Frame.PING);
      assertThat(to.told).containsExactly("ready");
      to.loop.pass(Duration.ofSeconds(6));
      assertThat(to.told).hasSize(3).contains("closed");
    }
  }

  @Test
  void anAnswerThatDoesNotGoOnIsGivenUpAlone() throws IOException {
    try (Connection to = Connection.ready(FIRST)) {
      UpstreamStream ignored = to.ask();
      to.receive(head(1, 0));
      to.loop.pass(Duration.ofSeconds(4));
      assertThat(to.told).containsExactly("ready", "head");
      List<Integer> sent = to.passAnswering(HttpTimeouts.DEFAULT.bodyIdle());
      assertThat(to.told).containsExactly("ready", "head", UpstreamFailure.STALLED.toString());
      assertThat(sent).contains(Frame.RST_STREAM).doesNotContain(Frame.GOAWAY);
      assertThat(to.connection.room()).isPositive();
    }
  }

  @Test
  void aConnectionWhoseNumbersRunOutGivesWayToAnother() throws IOException {
    int nearTheEnd = Integer.MAX_VALUE - 2 * Http2ClientConnection.MAX_STREAMS;
    try (Connection to = Connection.ready(nearTheEnd)) {
      UpstreamStream ignored = to.ask();
      assertThat(to.told).containsExactly("ready", "ending");
      assertThat(to.connection.room()).isZero();
      to.receive(head(nearTheEnd, Frame.END_STREAM));
      assertThat(to.told).containsExactly("ready", "ending", "head", "closed", "end");
    }
  }
}
