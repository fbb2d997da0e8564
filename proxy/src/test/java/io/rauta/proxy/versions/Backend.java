package io.rauta.proxy.versions;

import static io.rauta.origins.h2.Http2Wire.headers;

import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.Script;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.proxy.http.WebSocketHandshake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** What backends do, in either version. */
final class Backend {

  /**
   * A request as a backend has it.
   *
   * @param isWhole whether it ended as it should
   */
  record Seen(String body, List<Field> trailers, boolean isWhole) {}

  private static final String GRANT =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Accept: ";

  private Backend() {}

  /** Answers a whole request with its body and with a trailer. */
  static Script echo(Version version, BlockingQueue<Seen> seen) {
    return switch (version) {
      case HTTP_1 ->
          connection -> {
            Message request = connection.readRequest().orElseThrow();
            seen.add(new Seen(request.bodyText(), request.trailers(), true));
            connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(request.bodyText().length())
                    + "\r\n"
                    + request.bodyText()
                    + "\r\n0\r\nx-sum: 1\r\n\r\n");
          };
      case HTTP_2 ->
          Http2Wire.script(
              wire -> {
                Http2Message request = wire.readMessage();
                seen.add(new Seen(request.text(), request.trailers(), true));
                wire.send(
                    headers(request.stream(), 0, ":status", "200"),
                    Frame.data(request.stream(), request.text(), 0),
                    headers(request.stream(), Frame.END_STREAM, "x-sum", "1"));
                readOn(wire, seen);
              });
    };
  }

  /** Answers 413 to a head. */
  static Script early(Version version, BlockingQueue<Seen> seen) {
    return switch (version) {
      case HTTP_1 ->
          connection -> {
            Object ignored = connection.readHead().orElseThrow();
            connection.respond(413, "too much");
            awaitEnd(connection, seen);
          };
      case HTTP_2 ->
          Http2Wire.script(
              wire -> {
                Frame head = wire.await(Frame.HEADERS);
                wire.respond(head.stream(), 413, "too much");
                readOn(wire, seen);
              });
    };
  }

  /** Answers half of what it has announced, and breaks. */
  static Script cut(Version version) {
    return switch (version) {
      case HTTP_1 ->
          connection -> {
            Object ignored = connection.readHead().orElseThrow();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
            Object unused = connection.readExactly(1);
            connection.reset();
          };
      case HTTP_2 ->
          Http2Wire.script(
              wire -> {
                Frame head = wire.await(Frame.HEADERS);
                wire.send(
                    headers(head.stream(), 0, ":status", "200", "content-length", "8"),
                    Frame.data(head.stream(), "half", 0));
                Object ignored = wire.await(Frame.DATA);
                wire.send(Frame.reset(head.stream(), Frame.INTERNAL_ERROR));
                while (true) {
                  wire.oblige(wire.read());
                }
              });
    };
  }

  /** Takes a request and does not answer. */
  static Script silent(Version version, BlockingQueue<Seen> seen) {
    return switch (version) {
      case HTTP_1 ->
          connection -> {
            Object ignored = connection.readHead().orElseThrow();
            seen.add(new Seen("head", List.of(), true));
            awaitEnd(connection, seen);
          };
      case HTTP_2 ->
          Http2Wire.script(
              wire -> {
                Frame ignored = wire.await(Frame.HEADERS);
                seen.add(new Seen("head", List.of(), true));
                readOn(wire, seen);
              });
    };
  }

  /** Grants a WebSocket and sends back what comes. */
  static Script webSocket(Version version) {
    return switch (version) {
      case HTTP_1 -> connection -> http1(connection, "no socket");
      case HTTP_2 ->
          Http2Wire.script(
              wire -> {
                Frame head = wire.await(Frame.HEADERS);
                boolean isConnect =
                    wire.decode(head)
                        .containsAll(
                            Http2Wire.fields(
                                ":method", "CONNECT", ":protocol", "websocket", ":path", "/ws"));
                wire.send(headers(head.stream(), 0, ":status", isConnect ? "200" : "400"));
                while (true) {
                  Frame data = wire.await(Frame.DATA);
                  wire.send(Frame.data(head.stream(), data.text(), data.flags()));
                }
              },
              Frame.ENABLE_CONNECT_PROTOCOL,
              1);
    };
  }

  /** Grants WebSockets and sends back what comes; answers other requests with {@code text}. */
  static void http1(OriginConnection connection, String text) throws Exception {
    while (true) {
      Optional<MessageHead> head = connection.readHead();
      if (head.isEmpty()) {
        return;
      }
      Optional<String> key =
          head.get().fields().stream()
              .filter(field -> field.name().equalsIgnoreCase("sec-websocket-key"))
              .map(Field::value)
              .findFirst();
      if (key.isPresent()) {
        connection.send(GRANT + WebSocketHandshake.accept(key.get()) + "\r\n\r\n");
        connection.echo();
        return;
      }
      connection.respond(200, text);
    }
  }

  private static void awaitEnd(OriginConnection connection, BlockingQueue<Seen> seen)
      throws Exception {
    connection.awaitEnd();
    seen.add(new Seen("", List.of(), false));
  }

  /** Reads until the stream is reset. */
  private static void readOn(Http2Wire wire, BlockingQueue<Seen> seen) throws Exception {
    while (true) {
      Frame frame = wire.read();
      wire.oblige(frame);
      if (frame.type() == Frame.RST_STREAM) {
        seen.add(new Seen("", List.of(), false));
      }
    }
  }
}
