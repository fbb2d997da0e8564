package io.rauta.origins.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: parses requests one after the other and writes their answers. Owned by
 * its loop.
 */
final class EchoConnection {
  private static final int READ_LIMIT = 64 * 1024;
  private static final int FLUSH_AT = 64 * 1024;
  private static final int TURNS = 32;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final EchoLoop loop;
  private final EchoRequest request = new EchoRequest();
  private final BodyReader body = new BodyReader();
  private final OutBytes out = new OutBytes();
  private byte[] in = new byte[2048];
  private int start;
  private int end;
  private boolean inBody;
  private boolean closing;
  private long resumeAt;
  private @Nullable Answer answer;
  private @Nullable WebSocketEcho webSocket;

  EchoConnection(SocketChannel channel, SelectionKey key, EchoLoop loop) {
    this.channel = channel;
    this.key = key;
    this.loop = loop;
  }

  /** Reads once and goes on as far as possible. */
  void readable() {
    try {
      makeRoom();
      int count = channel.read(ByteBuffer.wrap(in, end, in.length - end));
      if (count < 0) {
        leave();
        return;
      }
      end += count;
      run();
    } catch (IOException | RuntimeException e) {
      leave();
    }
  }

  /** Goes on when the socket takes bytes again, or when the pause of an answer is over. */
  void resume() {
    try {
      if (channel.isOpen()) {
        run();
      }
    } catch (IOException | RuntimeException e) {
      leave();
    }
  }

  private void run() throws IOException {
    int turns = TURNS;
    while (turns-- > 0) {
      if (out.size() >= FLUSH_AT && !out.flush(channel)) {
        break;
      }
      if (!(answer == null ? advance() : writeAnswer(answer))) {
        break;
      }
    }
    boolean flushed = out.flush(channel);
    if (flushed && closing) {
      close();
      return;
    }
    boolean full = end - start >= READ_LIMIT;
    boolean unfinished = !flushed || turns < 0 || (answer != null && resumeAt == 0);
    key.interestOps((unfinished ? SelectionKey.OP_WRITE : 0) | (full ? 0 : SelectionKey.OP_READ));
  }

  /** Takes the next step on the input; false when it needs more bytes. */
  private boolean advance() {
    if (closing) {
      return false;
    }
    if (webSocket != null) {
      start = webSocket.consume(in, start, end, out);
      closing = webSocket.closed();
      return false;
    }
    if (!inBody && !takeHead()) {
      return false;
    }
    int before = start;
    start = body.consume(in, start, end, request);
    loop.counters().bodyBytesReceived.add(start - before);
    inBody = !body.done();
    if (inBody) {
      return false;
    }
    if (!request.path().equals(Answers.STATS)) {
      loop.counters().requests.increment();
    }
    if (WebSocketEcho.wanted(request)) {
      WebSocketEcho.accept(request, out);
      webSocket = new WebSocketEcho();
    } else {
      answer = loop.answers().to(request);
    }
    return true;
  }

  private boolean takeHead() {
    for (int i = start; i + 3 < end; i++) {
      if (in[i] == '\r' && in[i + 1] == '\n' && in[i + 2] == '\r' && in[i + 3] == '\n') {
        if (!request.take(in, start, i + 4)) {
          out.put("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
          closing = true;
          return false;
        }
        start = i + 4;
        body.start(request);
        inBody = true;
        if (!body.done() && request.field("expect").isPresent()) {
          out.put("HTTP/1.1 100 Continue\r\n\r\n");
        }
        return true;
      }
    }
    return false;
  }

  /** Writes the next piece of the answer; false when it has to pause. */
  private boolean writeAnswer(Answer current) {
    long now = System.nanoTime();
    if (resumeAt != 0 && now - resumeAt < 0) {
      return false;
    }
    resumeAt = 0;
    long pause = current.write(out);
    if (pause == Answer.DONE) {
      answer = null;
      closing =
          request.field("connection").filter("close"::equalsIgnoreCase).isPresent()
              || request.path().endsWith("/close");
    } else if (pause > 0) {
      resumeAt = now + pause;
      loop.resumeLater(this, resumeAt);
      return false;
    }
    return true;
  }

  private void makeRoom() {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (end < in.length) {
      return;
    }
    if (start > 0) {
      System.arraycopy(in, start, in, 0, end - start);
      end -= start;
      start = 0;
    } else {
      in = Arrays.copyOf(in, Math.min(2 * READ_LIMIT, 2 * in.length));
    }
    if (inBody && in.length < READ_LIMIT) {
      in = Arrays.copyOf(in, READ_LIMIT);
    }
  }

  private void leave() {
    if (channel.isOpen() && (answer != null || out.size() > 0)) {
      loop.counters().abandoned.increment();
    }
    close();
  }

  void close() {
    if (!channel.isOpen()) {
      return;
    }
    loop.counters().open.decrement();
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
