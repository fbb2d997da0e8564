package io.rauta.origins.h2;

import io.rauta.origins.Field;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One side of an HTTP/2 connection, blocking, frame by frame. Its actions belong to one thread; the
 * record of frames may be read from any.
 */
public final class Http2Wire {

  /** What a client sends first. */
  public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** Where bytes come from. */
  public interface Source {

    /** Waits for exactly so many bytes. */
    byte[] readExactly(int count) throws IOException;
  }

  /** Where bytes go. */
  public interface Sink {

    /** Sends bytes in one write. */
    void send(byte[] bytes) throws IOException;
  }

  /** What an origin does on one connection. */
  @FunctionalInterface
  public interface Play {

    /** Plays; the connection is closed in an orderly way when it returns. */
    void on(Http2Wire wire) throws Exception;
  }

  private final Source source;
  private final Sink sink;
  private final Hpack decoder = new Hpack();
  private final List<Frame> received = new CopyOnWriteArrayList<>();
  private final Map<Integer, Parts> open = new TreeMap<>();

  /** What has come of one stream. */
  private static final class Parts {
    private final List<List<Field>> lists = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  }

  private Http2Wire(Source source, Sink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** A client's side of a connection on which nothing was sent yet: sends preface and settings. */
  public static Http2Wire connect(RawClient client, int... settings) throws IOException {
    Http2Wire wire = new Http2Wire(client::readExactly, client::send);
    wire.sink.send(PREFACE.getBytes(StandardCharsets.US_ASCII));
    wire.send(Frame.settings(settings));
    return wire;
  }

  /** A side of a connection on which nothing was sent yet, without any beginning. */
  public static Http2Wire over(Source source, Sink sink) {
    return new Http2Wire(source, sink);
  }

  /** An origin's side of a connection: reads the preface and sends settings. */
  public static Http2Wire accept(OriginConnection connection, int... settings) throws IOException {
    Http2Wire wire = new Http2Wire(connection::readExactly, connection::send);
    String preface =
        new String(connection.readExactly(PREFACE.length()), StandardCharsets.ISO_8859_1);
    if (!preface.equals(PREFACE)) {
      throw new IOException("no HTTP/2 preface: " + preface);
    }
    wire.send(Frame.settings(settings));
    return wire;
  }

  /** A script of an origin that accepts HTTP/2 with these settings. */
  public static Script script(Play play, int... settings) {
    return connection -> play.on(accept(connection, settings));
  }

  // ---- frames

  /** Sends frames in one write. */
  public void send(Frame... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      bytes.writeBytes(frame.bytes());
    }
    sink.send(bytes.toByteArray());
  }

  /** Sends bytes as they are. */
  public void sendRaw(byte[] bytes) throws IOException {
    sink.send(bytes);
  }

  /** Waits for the next frame and records it. */
  public Frame read() throws IOException {
    byte[] head = source.readExactly(9);
    int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
    int stream = ByteBuffer.wrap(head).getInt(5) & Integer.MAX_VALUE;
    Frame frame = new Frame(head[3], head[4] & 0xff, stream, source.readExactly(length));
    received.add(frame);
    return frame;
  }

  /** Waits for the next frame of that type; frames before it are recorded, and {@link #oblige}d. */
  public Frame await(int type) throws IOException {
    Frame frame = read();
    while (frame.type() != type) {
      oblige(frame);
      frame = read();
    }
    return frame;
  }

  /** Answers settings and pings as the protocol wants it. */
  public void oblige(Frame frame) throws IOException {
    if (frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK)) {
      send(Frame.settingsAck());
    } else if (frame.type() == Frame.PING && !frame.has(Frame.ACK)) {
      send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
    }
  }

  /** Every frame received so far. */
  public List<Frame> received() {
    return Collections.unmodifiableList(received);
  }

  // ---- messages

  /** A frame with a whole header list: names and values in turn. */
  public static Frame headers(int stream, int flags, String... fields) {
    return new Frame(
        Frame.HEADERS, flags | Frame.END_HEADERS, stream, Hpack.encode(fields(fields)));
  }

  /** Names and values in turn as fields. */
  public static List<Field> fields(String... fields) {
    List<Field> list = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      list.add(new Field(fields[i], fields[i + 1]));
    }
    return list;
  }

  /** Decodes the header list of a frame without continuation. Every list must be decoded once. */
  public List<Field> decode(Frame headers) throws IOException {
    ByteBuffer payload = ByteBuffer.wrap(headers.payload());
    int padding = headers.has(Frame.PADDED) ? payload.get() & 0xff : 0;
    if (headers.has(Frame.PRIORITIZED)) {
      payload.position(payload.position() + 5);
    }
    byte[] block = new byte[payload.remaining() - padding];
    payload.get(block);
    return decoder.decode(block);
  }

  /**
   * Waits until any stream is complete and answers what it brought; settings and pings are answered
   * meanwhile, and windows are opened again for what came. A stream that was reset is dropped.
   */
  public Http2Message readMessage() throws IOException {
    while (true) {
      Frame frame = read();
      oblige(frame);
      switch (frame.type()) {
        case Frame.HEADERS -> parts(frame).lists.add(decode(frame));
        case Frame.DATA -> {
          parts(frame).body.writeBytes(frame.payload());
          openWindow(frame);
        }
        case Frame.RST_STREAM -> {
          Parts ignored = open.remove(frame.stream());
        }
        default -> {}
      }
      boolean ends = frame.type() <= Frame.HEADERS && frame.has(Frame.END_STREAM);
      if (ends) {
        return message(frame.stream());
      }
    }
  }

  private void openWindow(Frame data) throws IOException {
    int size = data.payload().length;
    if (size > 0 && data.has(Frame.END_STREAM)) {
      send(Frame.windowUpdate(0, size));
    } else if (size > 0) {
      send(Frame.windowUpdate(0, size), Frame.windowUpdate(data.stream(), size));
    }
  }

  private Parts parts(Frame frame) {
    return open.computeIfAbsent(frame.stream(), stream -> new Parts());
  }

  private Http2Message message(int stream) {
    Parts parts = open.remove(stream);
    if (parts == null || parts.lists.isEmpty()) {
      return new Http2Message(stream, List.of(), new byte[0], List.of());
    }
    List<List<Field>> lists = parts.lists;
    int head = 0;
    while (head + 1 < lists.size() && isInterim(lists.get(head))) {
      head++;
    }
    List<Field> trailers = head + 1 < lists.size() ? lists.get(head + 1) : List.of();
    return new Http2Message(stream, lists.get(head), parts.body.toByteArray(), trailers);
  }

  private static boolean isInterim(List<Field> list) {
    return list.stream()
        .anyMatch(field -> field.name().equals(":status") && field.value().startsWith("1"));
  }

  /** Sends a whole answer. */
  public void respond(int stream, int status, String body) throws IOException {
    send(
        headers(stream, 0, ":status", status + "", "content-length", body.length() + ""),
        Frame.data(stream, body, Frame.END_STREAM));
  }
}
