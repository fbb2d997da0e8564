package io.rauta.proxy.versions;

import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.RawClient;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of one version, on a connection of its own with one request on it. */
abstract class Client implements AutoCloseable {

  /**
   * What came back.
   *
   * @param status 0 for nothing at all
   * @param isWhole whether it ended as it should
   */
  record Answer(int status, String body, List<Field> trailers, boolean isWhole) {}

  final RawClient socket;

  private Client(RawClient socket) {
    this.socket = socket;
  }

  static Client of(Version version, int port) throws IOException {
    RawClient socket = RawClient.connect(port);
    return switch (version) {
      case HTTP_1 -> new Http1(socket);
      case HTTP_2 -> new Http2(socket);
    };
  }

  /** Sends the head of a POST with a body of unknown length, by one who takes trailers. */
  abstract void begin() throws IOException;

  abstract void data(String text) throws IOException;

  abstract void end(String trailer, String value) throws IOException;

  abstract Answer answer() throws IOException;

  /** Gives the request up. */
  abstract void giveUp() throws IOException;

  /** Asks for a WebSocket; answers the status, 101 for one that was granted. */
  abstract int upgrade() throws IOException;

  /** Waits for so much data of the WebSocket. */
  abstract String read(int length) throws IOException;

  @Override
  public void close() {
    socket.close();
  }

  /** Over HTTP/1.1. */
  private static final class Http1 extends Client {
    private boolean isTunnel;

    Http1(RawClient socket) {
      super(socket);
    }

    @Override
    void begin() throws IOException {
      RawClient ignored =
          socket.send(
              "POST /p HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: te\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n");
    }

    @Override
    void data(String text) throws IOException {
      RawClient ignored =
          socket.send(
              isTunnel ? text : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    @Override
    void end(String trailer, String value) throws IOException {
      RawClient ignored = socket.send("0\r\n" + trailer + ": " + value + "\r\n\r\n");
    }

    @Override
    Answer answer() throws IOException {
      try {
        Message answer = socket.readResponse("POST");
        return new Answer(answer.status(), answer.bodyText(), answer.trailers(), true);
      } catch (IOException cut) {
        return new Answer(0, "", List.of(), false);
      }
    }

    @Override
    void giveUp() throws IOException {
      socket.reset();
    }

    @Override
    int upgrade() throws IOException {
      RawClient ignored =
          socket.send(
              "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      MessageHead head = socket.readResponseHead().orElseThrow();
      isTunnel = true;
      int status = Integer.parseInt(head.startLine().substring(9, 12));
      boolean isProven =
          head.fields().stream()
              .anyMatch(field -> field.value().equals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
      return status == 101 && !isProven ? 0 : status;
    }

    @Override
    String read(int length) throws IOException {
      return new String(socket.readExactly(length), StandardCharsets.ISO_8859_1);
    }
  }

  /** Over HTTP/2 with prior knowledge. */
  private static final class Http2 extends Client {
    private static final int STREAM = 1;
    private final Http2Wire wire;
    private final StringBuilder read = new StringBuilder();

    Http2(RawClient socket) throws IOException {
      super(socket);
      this.wire = Http2Wire.connect(socket);
    }

    @Override
    void begin() throws IOException {
      wire.send(
          Http2Wire.headers(
              STREAM,
              0,
              ":method",
              "POST",
              ":scheme",
              "http",
              ":authority",
              "a",
              ":path",
              "/p",
              "te",
              "trailers"));
    }

    @Override
    void data(String text) throws IOException {
      wire.send(Frame.data(STREAM, text, 0));
    }

    @Override
    void end(String trailer, String value) throws IOException {
      wire.send(Http2Wire.headers(STREAM, Frame.END_STREAM, trailer, value));
    }

    @Override
    Answer answer() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      List<List<Field>> lists = new ArrayList<>();
      while (true) {
        Frame frame = wire.read();
        wire.oblige(frame);
        switch (frame.type()) {
          case Frame.HEADERS -> lists.add(wire.decode(frame));
          case Frame.DATA -> body.writeBytes(frame.payload());
          case Frame.RST_STREAM, Frame.GOAWAY -> {
            return answer(lists, body, false);
          }
          default -> {}
        }
        if (frame.stream() == STREAM
            && frame.type() <= Frame.HEADERS
            && frame.has(Frame.END_STREAM)) {
          return answer(lists, body, true);
        }
      }
    }

    private static Answer answer(
        List<List<Field>> lists, ByteArrayOutputStream body, boolean isWhole) {
      int status = lists.isEmpty() ? 0 : Integer.parseInt(lists.get(0).get(0).value());
      return new Answer(
          status,
          body.toString(StandardCharsets.ISO_8859_1),
          lists.size() > 1 ? lists.get(1) : List.of(),
          isWhole);
    }

    @Override
    void giveUp() throws IOException {
      wire.send(Frame.reset(STREAM, Frame.CANCEL));
    }

    @Override
    int upgrade() throws IOException {
      wire.send(
          Http2Wire.headers(
              STREAM,
              0,
              ":method",
              "CONNECT",
              ":protocol",
              "websocket",
              ":scheme",
              "http",
              ":authority",
              "a",
              ":path",
              "/ws",
              "sec-websocket-version",
              "13"));
      Frame head = wire.await(Frame.HEADERS);
      int status = Integer.parseInt(wire.decode(head).get(0).value());
      return status == 200 ? 101 : status;
    }

    @Override
    String read(int length) throws IOException {
      while (read.length() < length) {
        read.append(wire.await(Frame.DATA).text());
      }
      String taken = read.substring(0, length);
      read.delete(0, length);
      return taken;
    }
  }
}
