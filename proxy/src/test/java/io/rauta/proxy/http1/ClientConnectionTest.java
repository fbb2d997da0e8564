package io.rauta.proxy.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.loop.HandDrivenLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection to a backend as a state machine: what it writes, and when it may be used again. */
class ClientConnectionTest {

  private static final Duration LONGER_THAN_ANY_LIMIT =
      HttpTimeouts.DEFAULT.bodyIdle().plusSeconds(2);

  /** What may happen to a connection that has been given the head of a request. */
  private enum Event {
    REQUEST_END,
    RESPONSE_HEAD,
    RESPONSE_END,
    FIN,
    RESET,
    TIME,
    CANCEL
  }

  /** Where a connection stands, as row B7 has it. */
  private enum State {
    WAITING,
    IN_RESPONSE,
    POOLED,
    CLOSED
  }

  /** One connection and what its owner and the taker of its response were told. */
  private static final class Connection
      implements AutoCloseable, ResponseSink, Http1ClientConnection.Owner {

    private final HandDrivenLoop loop = new HandDrivenLoop();
    private final Http1ClientConnection connection =
        new Http1ClientConnection(loop.channel(), loop.loop(), this, Long.MAX_VALUE);
    private final List<String> told = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();

    Connection(RequestHead head) {
      loop.channel().pipeline().addLast(connection);
      connection.sendHead(head, this);
      connection.flush();
    }

    void happens(Event event) {
      switch (event) {
        case REQUEST_END -> {
          connection.sendEnd(null);
          connection.flush();
        }
        case RESPONSE_HEAD -> loop.receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        case RESPONSE_END -> loop.receive("k");
        case FIN -> loop.receiveEnd();
        case RESET -> loop.receiveReset();
        case TIME -> loop.pass(LONGER_THAN_ANY_LIMIT);
        case CANCEL -> connection.cancel();
      }
    }

    @Override
    public HttpTimeouts timeouts() {
      return HttpTimeouts.DEFAULT;
    }

    @Override
    public void onInterim(ResponseHead head) {
      told.add("interim");
    }

    @Override
    public void onUpgrade(ResponseHead head) {
      told.add("upgrade");
    }

    @Override
    public void onResponse(ResponseHead head) {
      told.add("head");
    }

    @Override
    public void onResponseData(ByteBuf part) {
      data.append(part.toString(StandardCharsets.ISO_8859_1));
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
      told.add(failure.name());
    }

    @Override
    public void onReusable(Http1ClientConnection reusable) {
      told.add("reusable");
      reusable.idleUntil(loop.loop().now() + LONGER_THAN_ANY_LIMIT.toNanos() / 2);
    }

    @Override
    public void onClosed(Http1ClientConnection closed) {
      told.add("closed");
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  /** Row B7: every order of what can happen. */
  @Test
  void goesBackOnlyWhenItIsProvablyClean() {
    List<List<Event>> orders = new ArrayList<>();
    collect(EnumSet.allOf(Event.class), new ArrayList<>(), orders);
    assertThat(orders).hasSizeGreaterThan(2_000);
    for (List<Event> order : orders) {
      try (Connection connection = new Connection(post())) {
        play(order, connection);
      }
    }
  }

  /** Orders of all events in which a response does not end before it begins. */
  private static void collect(Set<Event> left, List<Event> order, List<List<Event>> orders) {
    if (left.isEmpty()) {
      orders.add(List.copyOf(order));
      return;
    }
    for (Event event : left) {
      if (event == Event.RESPONSE_END && left.contains(Event.RESPONSE_HEAD)) {
        continue;
      }
      Set<Event> rest = EnumSet.copyOf(left);
      rest.remove(event);
      order.add(event);
      collect(rest, order, orders);
      order.removeLast();
    }
  }

  private static void play(List<Event> order, Connection connection) {
    State state = State.WAITING;
    boolean requestEnded = false;
    List<String> expected = new ArrayList<>();
    for (Event event : order) {
      if (state == State.CLOSED || (state == State.POOLED && event == Event.REQUEST_END)) {
        continue;
      }
      connection.happens(event);
      requestEnded |= event == Event.REQUEST_END;
      state = next(state, event, requestEnded, expected);
      assertThat(connection.told).as("%s in %s", event, order).isEqualTo(expected);
      assertThat(connection.connection.isIdle())
          .as("%s in %s", event, order)
          .isEqualTo(state == State.POOLED);
      assertThat(connection.loop.channel().isOpen())
          .as("%s in %s", event, order)
          .isEqualTo(state != State.CLOSED);
    }
  }

  private static State next(State state, Event event, boolean requestEnded, List<String> expected) {
    return switch (state) {
      case CLOSED -> throw new IllegalArgumentException("nothing follows the end");
      case POOLED -> closed(expected, "closed");
      case WAITING ->
          switch (event) {
            case REQUEST_END, TIME -> State.WAITING;
            case RESPONSE_HEAD -> {
              expected.add("head");
              yield State.IN_RESPONSE;
            }
            case RESPONSE_END -> throw new IllegalArgumentException("no response has begun");
            case FIN, RESET -> closed(expected, "closed", "CLOSED_EARLY");
            case CANCEL -> closed(expected, "closed");
          };
      case IN_RESPONSE ->
          switch (event) {
            case REQUEST_END -> State.IN_RESPONSE;
            case RESPONSE_HEAD -> throw new IllegalArgumentException("a response has begun");
            case RESPONSE_END -> {
              expected.add(requestEnded ? "reusable" : "closed");
              expected.add("end");
              yield requestEnded ? State.POOLED : State.CLOSED;
            }
            case FIN, RESET -> closed(expected, "closed", "CUT");
            case TIME -> closed(expected, "closed", "STALLED");
            case CANCEL -> closed(expected, "closed");
          };
    };
  }

  private static State closed(List<String> expected, String... told) {
    expected.addAll(List.of(told));
    return State.CLOSED;
  }

  /** Row B7: a whole response that nevertheless forbids another request. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x, CLOSE\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokX",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nX",
        "HTTP/1.1 205 Reset Content\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
      })
  void isClosedBehindAResponseThatForbidsAnother(String response) {
    try (Connection connection = new Connection(post())) {
      connection.happens(Event.REQUEST_END);
      connection.loop.receive(response);
      assertThat(connection.told).containsExactly("head", "closed", "end");
      assertThat(connection.loop.channel().isOpen()).isFalse();
    }
  }

  /** Whether or not a byte of the body came with the head. */
  @ParameterizedTest
  @ValueSource(strings = {"", "o"})
  void bodyThatStopsIsGivenUp(String begun) {
    try (Connection connection = new Connection(post())) {
      connection.happens(Event.REQUEST_END);
      connection.loop.receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + begun);
      connection.happens(Event.TIME);
      assertThat(connection.told).containsExactly("head", "closed", "STALLED");
    }
  }

  /** Row B7: what was sent but never left is no request that was fully written. */
  @Test
  void isClosedWhenAPartOfTheRequestHasNotLeft() {
    try (Connection connection = new Connection(post())) {
      connection.connection.sendData(buffer("ab"));
      connection.connection.sendEnd(null);
      connection.happens(Event.RESPONSE_HEAD);
      connection.happens(Event.RESPONSE_END);
      assertThat(connection.told).containsExactly("head", "closed", "end");
    }
  }

  /** Row B7: a connection that was a tunnel never carries another request. */
  @Test
  void isClosedBehindATunnel() {
    RequestHead head = head("GET", "/chat");
    head.webSocket(true);
    head.headers().add(bytes("Sec-WebSocket-Key"), bytes("dGhlIHNhbXBsZSBub25jZQ=="));
    try (Connection connection = new Connection(head)) {
      connection.loop.receive(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
              + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nhello");
      assertThat(connection.data.toString()).isEqualTo("hello");
      connection.happens(Event.FIN);
      connection.happens(Event.REQUEST_END);
      assertThat(connection.told).containsExactly("upgrade", "end", "closed");
    }
  }

  /** Row B5: no octet of a path or a field is turned into the end of a line. */
  @Test
  void nothingInAHeadBecomesALineOfItsOwn() {
    RequestHead head = head("GET", "/a%0d%0aX-Evil:%201%0D%0A%0D%0AGET%20/evil?b=%0a%0dX-Evil:2");
    head.headers().add(bytes("Location"), bytes("/%0d%0aX-Evil: 3"));
    try (Connection connection = new Connection(head)) {
      connection.happens(Event.REQUEST_END);
      assertThat(connection.loop.written())
          .isEqualTo(
              "GET /a%0d%0aX-Evil:%201%0D%0A%0D%0AGET%20/evil?b=%0a%0dX-Evil:2 HTTP/1.1\r\n"
                  + "Location: /%0d%0aX-Evil: 3\r\n\r\n");
    }
  }

  /** Row B9: bodies are framed by what is counted, whatever their bytes look like. */
  @Test
  void dataIsFramedByItsCountedSize() {
    String evil = "0\r\n\r\nGET /evil HTTP/1.1\r\nHost: a\r\n\r\n";
    RequestHead head = head("POST", "/");
    head.bodyLength(RequestHead.CHUNKED);
    try (Connection connection = new Connection(head)) {
      connection.connection.sendData(buffer(evil));
      connection.connection.sendData(buffer(""));
      connection.connection.sendData(buffer("0"));
      connection.happens(Event.REQUEST_END);
      assertThat(connection.loop.written())
          .isEqualTo(
              "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n"
                  + Integer.toHexString(evil.length())
                  + "\r\n"
                  + evil
                  + "\r\n1\r\n0\r\n0\r\n\r\n");
    }
  }

  /** Row B9: a length that nobody wrote, since a filter made the body, is the counted one. */
  @Test
  void lengthIsWrittenFromTheHead() {
    try (Connection connection = new Connection(post())) {
      connection.connection.sendData(buffer("ab"));
      connection.happens(Event.REQUEST_END);
      assertThat(connection.loop.written())
          .isEqualTo("POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\nab");
    }
  }

  private static RequestHead post() {
    RequestHead head = head("POST", "/");
    head.bodyLength(2);
    return head;
  }

  private static RequestHead head(String method, String target) {
    RequestHead head = new RequestHead();
    byte[] bytes = bytes(target);
    int mark = target.indexOf('?');
    head.method(method);
    head.target(bytes, 0, mark < 0 ? bytes.length : mark, bytes.length);
    return head;
  }

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
