package io.rauta.proxy.http2.server;

import io.rauta.origins.Field;
import io.rauta.origins.RawClient;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A client with a connection over HTTP/2 to a gateway, frame by frame. */
final class Http2Client implements AutoCloseable {

  static final int ENHANCE_YOUR_CALM = 11;

  private final RawClient socket;
  private final Http2Wire wire;

  private Http2Client(RawClient socket, Http2Wire wire) {
    this.socket = socket;
    this.wire = wire;
  }

  static Http2Client over(RawClient socket, int... settings) throws IOException {
    return new Http2Client(socket, Http2Wire.connect(socket, settings));
  }

  RawClient socket() {
    return socket;
  }

  Http2Wire wire() {
    return wire;
  }

  void send(Frame... frames) throws IOException {
    wire.send(frames);
  }

  /** A GET without a body. */
  static Frame get(int stream, String path) {
    return Http2Wire.headers(
        stream,
        Frame.END_STREAM,
        ":method",
        "GET",
        ":scheme",
        "http",
        ":authority",
        "a.example",
        ":path",
        path);
  }

  /** A POST whose body follows. */
  static Frame post(int stream, String... fields) {
    String[] all = new String[8 + fields.length];
    String[] first = {
      ":method", "POST", ":scheme", "http", ":authority", "a.example", ":path", "/"
    };
    System.arraycopy(first, 0, all, 0, 8);
    System.arraycopy(fields, 0, all, 8, fields.length);
    return Http2Wire.headers(stream, 0, all);
  }

  Http2Message answer() throws IOException {
    return wire.readMessage();
  }

  /** Waits for a frame of that type on that stream. */
  Frame await(int type, int stream) throws IOException {
    Frame frame = wire.await(type);
    while (frame.stream() != stream) {
      frame = wire.await(type);
    }
    return frame;
  }

  /** Waits for a GOAWAY and answers its code. */
  int goAway() throws IOException {
    return ByteBuffer.wrap(wire.await(Frame.GOAWAY).payload()).getInt(4);
  }

  /** Waits for a RST_STREAM of that stream and answers its code. */
  int reset(int stream) throws IOException {
    return ByteBuffer.wrap(await(Frame.RST_STREAM, stream).payload()).getInt();
  }

  List<Field> head(int stream) throws IOException {
    return wire.decode(await(Frame.HEADERS, stream));
  }

  @Override
  public void close() {
    socket.close();
  }
}
