package io.rauta.origins.h2;

import io.rauta.origins.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend for calls of gRPC over HTTP/2 in plain text, fast enough for load. Answers each call
 * with status 0 and one empty message; one whose path ends in {@code /N} with {@code N} messages, a
 * second apart.
 */
public final class CallOrigin implements AutoCloseable {
  private static final byte[] MESSAGE = new byte[5];
  private static final long MESSAGE_MILLIS = 1000;

  private final ServerSocket server;
  private final AtomicLong calls = new AtomicLong();

  private CallOrigin(ServerSocket server) {
    this.server = server;
  }

  /** Starts one on a loopback port; 0 takes a free one. */
  public static CallOrigin start(int port) {
    try {
      CallOrigin origin =
          new CallOrigin(new ServerSocket(port, 1024, InetAddress.getLoopbackAddress()));
      Thread ignored = Thread.ofVirtual().start(origin::accept);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many calls have come. */
  public long calls() {
    return calls.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread ignored = Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    Hpack decoder = new Hpack();
    Map<Integer, Integer> messages = new HashMap<>();
    try (FrameSocket frames = new FrameSocket(socket)) {
      byte[] ignored = frames.readExactly(Http2Wire.PREFACE.length());
      frames.send(Frame.settings(Frame.MAX_CONCURRENT_STREAMS, 1000).bytes());
      while (true) {
        Frame frame = frames.read();
        if (frame.type() == Frame.HEADERS) {
          messages.put(frame.stream(), messages(decoder.decode(frame.payload())));
        }
        if (frame.type() == Frame.DATA && frame.payload().length > 0) {
          frames.send(Frame.windowUpdate(0, frame.payload().length).bytes());
        }
        if (frame.type() <= Frame.HEADERS && frame.has(Frame.END_STREAM)) {
          answer(frames, frame.stream(), messages.remove(frame.stream()));
        }
      }
    } catch (IOException e) {
      // The proxy has closed the connection.
    }
  }

  private static int messages(List<Field> fields) {
    String path =
        fields.stream().filter(f -> f.name().equals(":path")).findFirst().orElseThrow().value();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.matches("\\d+") ? Integer.parseInt(last) : 1;
  }

  private void answer(FrameSocket frames, int stream, int count) throws IOException {
    calls.incrementAndGet();
    if (count == 1) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head(stream));
      all.writeBytes(Frame.data(stream, MESSAGE, 0).bytes());
      all.writeBytes(end(stream));
      frames.send(all.toByteArray());
    } else {
      Thread ignored = Thread.ofVirtual().start(() -> stream(frames, stream, count));
    }
  }

  private static void stream(FrameSocket frames, int stream, int count) {
    try {
      frames.send(head(stream));
      for (int i = 0; i < count; i++) {
        frames.send(Frame.data(stream, MESSAGE, 0).bytes());
        Thread.sleep(MESSAGE_MILLIS);
      }
      frames.send(end(stream));
    } catch (IOException e) {
      // Nobody listens any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] head(int stream) {
    return Http2Wire.headers(stream, 0, ":status", "200", "content-type", "application/grpc")
        .bytes();
  }

  private static byte[] end(int stream) {
    return Http2Wire.headers(stream, Frame.END_STREAM, "grpc-status", "0").bytes();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
