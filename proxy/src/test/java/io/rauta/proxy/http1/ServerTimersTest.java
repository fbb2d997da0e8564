package io.rauta.proxy.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHandler;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.loop.HandDrivenLoop;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.session.ServerConnections;
import io.rauta.proxy.session.ServerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much time a client has, in a time that is moved by hand. */
class ServerTimersTest {

  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);
  private static final Duration BODY_IDLE = Duration.ofSeconds(30);
  private static final int BODY_RATE = 240;
  private static final Duration STREAM_IDLE = Duration.ofMinutes(5);

  /** A deadline expires up to two ticks after its time. */
  private static final Duration TWO_TICKS = Duration.ofMillis(100);

  /** What goes by progress is looked at every second. */
  private static final Duration LATE = Duration.ofMillis(1_200);

  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";

  private final HandDrivenLoop loop = new HandDrivenLoop();
  private final List<String> seen = new ArrayList<>();
  private @Nullable DownstreamStream stream;
  private boolean isAnswered = true;
  private int bodyRate;

  ServerTimersTest() {
    loop.channel()
        .pipeline()
        .addLast(
            new Http1ServerConnection(
                loop.channel(),
                new Listener(),
                new ClientAddress(new byte[0], 80, Optional.empty())));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  // ---- to the millisecond, whatever the wheel was doing when the time began

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 49})
  void timeOfAHeadIsNeverCutShort(int before) {
    loop.pass(Duration.ofMillis(before));
    loop.receive("GET / HTTP/1.1\r\nHo");
    assertThat(passes(() -> !loop.written().isEmpty())).isBetween(HEAD, HEAD.plus(TWO_TICKS));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 49})
  void timeBetweenRequestsIsNeverCutShort(int before) {
    loop.pass(Duration.ofMillis(before));
    loop.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(passes(() -> !loop.channel().isOpen()))
        .isBetween(KEEP_ALIVE, KEEP_ALIVE.plus(TWO_TICKS));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 49})
  void timeOfASilentBodyIsNeverCutShort(int before) {
    isAnswered = false;
    loop.pass(Duration.ofMillis(before));
    loop.receive(POST + "hello");
    assertThat(passes(() -> !loop.written().isEmpty())).isBetween(BODY_IDLE, BODY_IDLE.plus(LATE));
  }

  private Duration passes(BooleanSupplier until) {
    Duration passed = Duration.ZERO;
    while (!until.getAsBoolean()) {
      loop.pass(Duration.ofMillis(1));
      passed = passed.plusMillis(1);
    }
    return passed;
  }

  // ---- heads

  @Test
  void headThatStopsIsRefused() {
    loop.receive("GET / HTTP/1.1\r\nHo");
    loop.pass(HEAD.minusMillis(1));
    assertThat(loop.written()).isEmpty();
    loop.pass(LATE);
    assertThat(loop.written()).startsWith("HTTP/1.1 408 ").contains("connection: close");
    assertThat(seen).isEmpty();
  }

  @Test
  void headThatComesSlowlyIsRefusedAfterTheSameTime() {
    loop.receive("GET / HTTP/1.1\r\n");
    for (int second = 1; second < HEAD.toSeconds(); second++) {
      loop.pass(Duration.ofSeconds(1));
      loop.receive("X-" + second + ": 1\r\n");
      assertThat(loop.written()).isEmpty();
    }
    loop.pass(Duration.ofSeconds(1).plus(LATE));
    assertThat(loop.written()).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void headJustInTimeIsTaken() {
    loop.receive("GET / HTTP/1.1\r\n");
    loop.pass(HEAD.minusMillis(1));
    loop.receive("Host: a\r\n\r\n");
    assertThat(seen).containsExactly("GET", "end");
    loop.pass(HEAD);
    assertThat(loop.channel().isOpen()).isTrue();
  }

  @Test
  void timeOfAHeadBeginsWithItsFirstByte() {
    loop.pass(KEEP_ALIVE.minusSeconds(1));
    loop.receive("G");
    loop.pass(HEAD.minusMillis(1));
    loop.receive("ET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(seen).containsExactly("GET", "end");
  }

  @Test
  void eachHeadHasItsOwnTime() {
    for (int i = 0; i < 3; i++) {
      loop.receive("GET / HTTP/1.1\r\n");
      loop.pass(HEAD.minusSeconds(1));
      loop.receive("Host: a\r\n\r\n");
    }
    assertThat(seen).containsExactly("GET", "end", "GET", "end", "GET", "end");
    assertThat(loop.channel().isOpen()).isTrue();
  }

  @Test
  void refusedClientThatSendsOnIsCutOff() {
    loop.receive("GET / HTTP/1.1\r\nHo");
    loop.pass(HEAD.plusMillis(200));
    assertThat(loop.channel().isOpen()).isTrue();
    loop.receive("st: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    loop.pass(LATE);
    assertThat(loop.channel().isOpen()).isFalse();
    assertThat(seen).isEmpty();
  }

  // ---- between requests

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void silentConnectionIsClosedWithoutAWord(int requests) {
    for (int i = 0; i < requests; i++) {
      loop.pass(KEEP_ALIVE.minusSeconds(1));
      loop.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    String written = loop.written();
    loop.pass(KEEP_ALIVE.minusMillis(1));
    assertThat(loop.channel().isOpen()).isTrue();
    loop.pass(LATE);
    assertThat(loop.channel().isOpen()).isFalse();
    assertThat(loop.written()).isEqualTo(written);
  }

  @Test
  void nothingIsAskedOfAClientThatAwaitsItsAnswer() {
    isAnswered = false;
    loop.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    loop.pass(KEEP_ALIVE.multipliedBy(10));
    assertThat(loop.channel().isOpen()).isTrue();
    assertThat(seen).containsExactly("GET", "end");
  }

  // ---- bodies

  @Test
  void bodyThatStopsIsRefused() {
    isAnswered = false;
    loop.receive(POST + "hello");
    loop.pass(BODY_IDLE.minusMillis(1));
    assertThat(loop.written()).isEmpty();
    loop.pass(LATE);
    assertThat(seen).containsExactly("POST", "CLIENT_TIMEOUT");
    assertThat(loop.written()).startsWith("HTTP/1.1 408 ").contains("connection: close");
  }

  @Test
  void bodyThatComesTooSlowlyIsRefused() {
    isAnswered = false;
    bodyRate = BODY_RATE;
    loop.receive(POST);
    int seconds = 0;
    while (loop.written().isEmpty() && seconds < 60) {
      loop.pass(Duration.ofSeconds(1));
      loop.receive("x".repeat(BODY_RATE / 2));
      seconds++;
    }
    assertThat(loop.written()).startsWith("HTTP/1.1 408 ");
    assertThat(seconds).as("not within the first ten seconds").isGreaterThan(10);
  }

  @Test
  void bodyThatComesFastEnoughIsTaken() {
    isAnswered = false;
    bodyRate = BODY_RATE;
    loop.receive(POST);
    for (int seconds = 0; seconds < 120; seconds++) {
      loop.receive("x".repeat(BODY_RATE * 2));
      loop.pass(Duration.ofSeconds(1));
    }
    assertThat(seen).containsExactly("POST");
    assertThat(loop.written()).isEmpty();
  }

  @Test
  void pauseOfOurOwnIsNotTheClientsFault() {
    isAnswered = false;
    loop.receive(POST + "hello");
    stream().pauseRequest();
    loop.pass(BODY_IDLE.multipliedBy(10));
    assertThat(seen).containsExactly("POST");
    stream().resumeRequest();
    loop.pass(BODY_IDLE.minusSeconds(1));
    assertThat(seen).containsExactly("POST");
    loop.pass(LATE.plusSeconds(1));
    assertThat(seen).containsExactly("POST", "CLIENT_TIMEOUT");
  }

  @Test
  void bodyThatNobodyWantsHasTheSameTime() {
    loop.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
    assertThat(loop.written()).startsWith("HTTP/1.1 404 ");
    loop.pass(BODY_IDLE.minusSeconds(1));
    assertThat(loop.channel().isOpen()).isTrue();
    loop.pass(LATE.plusSeconds(1));
    assertThat(loop.channel().isOpen()).isFalse();
  }

  private DownstreamStream stream() {
    DownstreamStream opened = stream;
    if (opened == null) {
      throw new IllegalStateException("no stream was opened");
    }
    return opened;
  }

  /** Answers 404 as soon as a head comes, or not at all. */
  private final class Sink implements RequestSink {

    @Override
    public void onRequest(RequestHead head) {
      seen.add(head.method());
      if (isAnswered && head.bodyLength() > 0) {
        stream().sendReply(LocalReply.NO_ROUTE);
      }
    }

    @Override
    public void onRequestData(ByteBuf data) {
      data.release();
    }

    @Override
    public void onRequestEnd(@Nullable HeaderBlock trailers) {
      seen.add("end");
      if (isAnswered) {
        stream().sendReply(LocalReply.NO_ROUTE);
      }
    }

    @Override
    public void onRequestBatchEnd() {}

    @Override
    public void onDownstreamWritable() {}

    @Override
    public void onDownstreamLost(LostCause cause) {
      seen.add(cause.name());
    }

    @Override
    public void onClosed() {}
  }

  /** What the connection asks of its listener. */
  private final class Listener implements ServerListener {

    private final WorkerMetrics metrics = new WorkerMetrics();
    private final ServerConnections connections = new ServerConnections();

    @Override
    public HttpSettings settings() {
      return new HttpSettings(
          HttpLimits.DEFAULT,
          new HttpTimeouts(HEAD, KEEP_ALIVE, BODY_IDLE, bodyRate, STREAM_IDLE),
          0,
          HttpSettings.Upgrades.WEBSOCKET,
          Http2Settings.DEFAULT);
    }

    @Override
    public RequestHandler handler() {
      return opened -> {
        stream = opened;
        return new Sink();
      };
    }

    @Override
    public WorkerLoop loop() {
      return loop.loop();
    }

    @Override
    public WorkerMetrics metrics() {
      return metrics;
    }

    @Override
    public ServerConnections connections() {
      return connections;
    }
  }
}
