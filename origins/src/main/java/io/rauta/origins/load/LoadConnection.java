package io.rauta.origins.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LoadClient} and its successors: at most one request on its way. Owned
 * by its loop.
 */
final class LoadConnection {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final LoadLoop loop;
  private final ResponseScanner scanner = new ResponseScanner();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable Wire wire;
  private ByteBuffer out = ByteBuffer.allocate(0);
  private LoadTarget target;
  private int turn;
  private int answers;
  private long id;
  private long startedAt;
  private long dueAt;
  private boolean busy;
  private boolean connected;

  LoadConnection(LoadLoop loop, int turn) {
    this.loop = loop;
    this.turn = turn;
    this.target = loop.plan().targets().getFirst();
  }

  /**
   * Starts the next request; connects first where needed. {@code since} is when the request should
   * have started.
   */
  void start(long since) {
    if (loop.stopping()) {
      close();
      return;
    }
    busy = true;
    startedAt = since;
    target = loop.plan().targets().get(Math.floorMod(turn++, loop.plan().targets().size()));
    if (wire != null && !stillOpen(wire)) {
      loop.stats().idleClose();
      close();
      busy = true;
    }
    if (channel == null) {
      connect();
    } else {
      send();
    }
  }

  boolean busy() {
    return busy;
  }

  /** Gives the request up if it has taken too long. */
  void checkTimeout(long now, long timeoutNanos) {
    if (busy && now - startedAt > timeoutNanos) {
      lose(Loss.TIMEOUT, connected ? "no whole answer" : "not connected");
    }
  }

  void ready() {
    SelectionKey current = key;
    SocketChannel open = channel;
    if (current == null || open == null || !current.isValid()) {
      return;
    }
    if (current.isConnectable()) {
      finishConnect(open, current);
    } else if (current.isWritable()) {
      flush();
    } else if (current.isReadable()) {
      readAll();
    }
  }

  private void connect() {
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      connected = false;
      answers = 0;
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean done = opened.connect(loop.plan().server().address());
      key =
          opened.register(
              loop.selector(), done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
      if (done) {
        connected(opened);
      }
    } catch (IOException e) {
      lose(Loss.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private void finishConnect(SocketChannel open, SelectionKey current) {
    try {
      open.finishConnect();
      current.interestOps(SelectionKey.OP_READ);
      connected(open);
    } catch (ConnectException e) {
      lose(Loss.REFUSED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      lose(Loss.RESET, "while connecting: " + e.getMessage());
    }
  }

  private void connected(SocketChannel open) throws IOException {
    connected = true;
    Optional<SSLContext> tls = loop.plan().server().tls();
    wire = tls.isPresent() ? new TlsWire(open, tls.get(), target.host()) : new Wire.Plain(open);
    send();
  }

  private void send() {
    id = loop.nextId();
    out = loop.request(target, id);
    scanner.reset();
    flush();
  }

  private void flush() {
    Wire open = wire;
    SelectionKey current = key;
    if (open == null || current == null) {
      return;
    }
    try {
      int wanted =
          open.write(out) ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
      if (current.interestOps() != wanted) {
        current.interestOps(wanted);
      }
    } catch (SSLException e) {
      lose(Loss.HANDSHAKE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      lose(Loss.RESET, "while sending: " + e.getMessage());
    }
  }

  private void readAll() {
    Wire open = wire;
    while (open != null) {
      read(open);
      if (open.equals(wire) && out.hasRemaining()) {
        flush(); // a handshake has gone on
      }
      open = open.equals(wire) && open.holdsMore() ? open : null;
    }
  }

  private void read(Wire open) {
    byte[] bytes = loop.readBytes();
    int count;
    try {
      count = open.read(ByteBuffer.wrap(bytes));
    } catch (SSLException e) {
      ended(Loss.HANDSHAKE, String.valueOf(e.getMessage()));
      return;
    } catch (IOException e) {
      ended(scanner.started() ? Loss.CUT : Loss.RESET, String.valueOf(e.getMessage()));
      return;
    }
    if (!busy) {
      if (count != 0) {
        loop.stats().idleClose();
        close();
      }
      return;
    }
    if (count < 0) {
      if (scanner.started() && scanner.eof()) {
        finish();
      } else {
        ended(scanner.started() ? Loss.CUT : Loss.EOF, "closed");
      }
      return;
    }
    int taken = scanner.feed(bytes, 0, count);
    if (taken < 0 || (scanner.done() && taken != count)) {
      lose(
          Loss.MALFORMED,
          new String(
              Arrays.copyOf(bytes, Math.min(count, 200)),
              java.nio.charset.StandardCharsets.ISO_8859_1));
    } else if (scanner.done()) {
      finish();
    }
  }

  private void ended(Loss loss, String words) {
    if (busy) {
      lose(loss, words);
    } else {
      loop.stats().idleClose();
      close();
    }
  }

  private void finish() {
    long now = System.nanoTime();
    LoadStats stats = loop.stats();
    stats.status(scanner.status());
    answers++;
    busy = false;
    if (scanner.status() != 200) {
      stats.lost(Loss.STATUS, scanner.status() + describe(now));
    } else if (scanner.id() != id) {
      stats.lost(Loss.WRONG_BODY, "load-id " + scanner.id() + " for " + id + describe(now));
    } else if (target.expectedLength().orElse(scanner.bodyLength()) != scanner.bodyLength()) {
      stats.lost(Loss.WRONG_BODY, scanner.bodyLength() + " bytes" + describe(now));
    } else {
      stats.ok(now - startedAt);
    }
    int limit = loop.plan().requestsPerConnection();
    if (scanner.close() || (limit > 0 && answers >= limit)) {
      close();
    }
    next(now);
  }

  /** Plans the request after this one. */
  private void next(long now) {
    double rate = loop.plan().ratePerSecond();
    if (rate > 0) {
      dueAt += (long) (1e9 * loop.plan().connections() / rate);
      if (dueAt - now <= 0) {
        start(dueAt);
      } else {
        loop.startLater(this, dueAt);
      }
    } else if (loop.plan().think().isZero()) {
      start(now);
    } else {
      loop.startLater(this, now + loop.random(loop.plan().think().toNanos()));
    }
  }

  /** Sets the time of the first request when there is a rate. */
  void firstDue(long at) {
    dueAt = at;
    loop.startLater(this, at);
  }

  private void lose(Loss loss, String words) {
    long now = System.nanoTime();
    loop.stats().lost(loss, words + describe(now));
    close();
    loop.startLater(this, now + RETRY_NANOS);
  }

  private String describe(long now) {
    return " ("
        + target.path()
        + ", answer "
        + (answers + 1)
        + " of its connection, after "
        + (now - startedAt) / 1000
        + " us)";
  }

  /** Looks for FIN, RST or stray bytes before a request is sent on an idle connection. */
  private boolean stillOpen(Wire open) {
    try {
      return open.read(ByteBuffer.wrap(loop.readBytes())) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  void close() {
    busy = false;
    connected = false;
    out = ByteBuffer.allocate(0);
    SocketChannel open = channel;
    channel = null;
    key = null;
    wire = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
