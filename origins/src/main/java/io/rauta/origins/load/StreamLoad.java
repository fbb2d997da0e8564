package io.rauta.origins.load;

import io.rauta.origins.Field;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.FrameSocket;
import io.rauta.origins.h2.Hpack;
import io.rauta.origins.h2.Http2Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Drives a server over HTTP/2 and accounts for every stream. A good client: it opens no stream
 * behind a GOAWAY and sends again what the server says that it has not worked on. Each connection
 * opens its streams together and the next ones when all have ended. Methods may be called from any
 * thread.
 */
public final class StreamLoad {
  private final Callable<Socket> connect;
  private final StreamPlan plan;
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadStats> stats = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean stopping;

  /**
   * What is sent.
   *
   * @param fields of every request, pseudo-fields among them
   * @param body of every request; empty for none
   * @param answer how long each answer's body is
   * @param connections how many
   * @param streams at a time on each
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  public record StreamPlan(
      List<Field> fields, byte[] body, int answer, int connections, int streams) {
    public StreamPlan {
      fields = List.copyOf(fields);
    }
  }

  /** One stream. */
  private static final class Open {
    private final long since = System.nanoTime();
    private int length;
    private boolean isGood;
  }

  private StreamLoad(Callable<Socket> connect, StreamPlan plan) {
    this.connect = connect;
    this.plan = plan;
  }

  /** Starts; {@code connect} opens sockets on which HTTP/2 can be spoken at once. */
  public static StreamLoad start(Callable<Socket> connect, StreamPlan plan) {
    StreamLoad load = new StreamLoad(connect, plan);
    for (int i = 0; i < plan.connections(); i++) {
      LoadStats stats = new LoadStats();
      load.stats.add(stats);
      load.threads.add(
          Thread.ofPlatform().daemon(true).name("streams-" + i).start(() -> load.run(stats)));
    }
    return load;
  }

  /** How many streams have been answered well so far. */
  public long answered() {
    return answered.get();
  }

  /** Waits for the streams on their way and reports. */
  public LoadReport stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return LoadStats.report(stats, System.nanoTime());
  }

  private void run(LoadStats counts) {
    while (!stopping) {
      try (FrameSocket frames = new FrameSocket(connect.call())) {
        new Connection(frames, counts).run();
      } catch (ConnectException e) {
        counts.lost(Loss.REFUSED, e.toString());
      } catch (Exception e) {
        counts.lost(Loss.RESET, "connecting: " + e);
      }
    }
  }

  /** One connection. Owned by its thread. */
  private final class Connection {
    private final FrameSocket frames;
    private final LoadStats counts;
    private final Hpack decoder = new Hpack();
    private final Map<Integer, Open> open = new HashMap<>();
    private int next = 1;
    private int last = Integer.MAX_VALUE;
    private boolean isLeaving;

    private Connection(FrameSocket frames, LoadStats counts) {
      this.frames = frames;
      this.counts = counts;
    }

    private void run() throws IOException {
      frames.send(Http2Wire.PREFACE.getBytes(StandardCharsets.US_ASCII));
      frames.send(Frame.settings(Frame.ENABLE_PUSH, 0).bytes());
      try {
        while (!stopping && !isLeaving) {
          send();
          while (!open.isEmpty() || frames.hasInput()) {
            take(frames.read());
          }
        }
      } catch (IOException e) {
        open.forEach((stream, each) -> lose(stream, Loss.CUT, e.toString()));
      }
    }

    private void lose(int stream, Loss loss, String words) {
      if (stream <= last) {
        counts.lost(loss, words + " (stream " + stream + ", GOAWAY " + isLeaving + ")");
      }
    }

    private void send() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] block = Hpack.encode(plan.fields());
      boolean hasBody = plan.body().length > 0;
      for (int i = 0; i < plan.streams(); i++, next += 2) {
        int flags = Frame.END_HEADERS | (hasBody ? 0 : Frame.END_STREAM);
        out.writeBytes(new Frame(Frame.HEADERS, flags, next, block).bytes());
        if (hasBody) {
          out.writeBytes(Frame.data(next, plan.body(), Frame.END_STREAM).bytes());
        }
        open.put(next, new Open());
      }
      frames.send(out.toByteArray());
    }

    private void take(Frame frame) throws IOException {
      switch (frame.type()) {
        case Frame.GOAWAY -> leave(frame.number(0));
        case Frame.RST_STREAM -> reset(frame);
        case Frame.HEADERS -> head(frame);
        case Frame.DATA -> data(frame);
        default -> {}
      }
      if (frame.type() <= Frame.HEADERS && frame.has(Frame.END_STREAM)) {
        end(frame.stream());
      }
    }

    private void leave(int lastStream) {
      isLeaving = true;
      last = lastStream;
      open.keySet().removeIf(stream -> stream > lastStream);
    }

    private void reset(Frame frame) {
      Open each = open.remove(frame.stream());
      if (each != null && frame.number(0) != Frame.REFUSED_STREAM) {
        lose(frame.stream(), Loss.RESET, "RST_STREAM " + frame.number(0));
      }
    }

    private void head(Frame frame) throws IOException {
      List<Field> fields = decoder.decode(frame.payload());
      Open each = open.get(frame.stream());
      for (Field field : fields) {
        boolean isStatus = field.name().equals(":status");
        if (isStatus) {
          counts.status(Integer.parseInt(field.value()));
        }
        if (each != null && isStatus) {
          each.isGood = field.value().equals("200");
        } else if (each != null && field.name().equals("grpc-status")) {
          each.isGood &= field.value().equals("0");
        }
      }
    }

    private void data(Frame frame) throws IOException {
      Open each = open.get(frame.stream());
      int length = frame.payload().length;
      if (each != null && length > 0) {
        each.length += length;
      }
      if (length > 0) {
        frames.send(Frame.windowUpdate(0, length).bytes());
      }
    }

    private void end(int stream) {
      Open each = open.remove(stream);
      if (each == null) {
        return;
      }
      if (!each.isGood) {
        lose(stream, Loss.STATUS, "not answered well");
      } else if (each.length != plan.answer()) {
        lose(stream, Loss.WRONG_BODY, each.length + " bytes");
      } else {
        long ignored = answered.incrementAndGet();
        counts.ok(System.nanoTime() - each.since);
      }
    }
  }
}
