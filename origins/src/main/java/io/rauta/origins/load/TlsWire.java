package io.rauta.origins.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The client's side of TLS: a full handshake, never a resumed one, with the server's certificate
 * checked for the name that is asked for. Owned by its loop.
 */
final class TlsWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer received;
  private final ByteBuffer toSend;
  private boolean holdsMore;

  /** Speaks with the server that is called {@code name}. */
  TlsWire(SocketChannel channel, SSLContext context, String name) throws SSLException {
    this.channel = channel;
    this.engine = context.createSSLEngine(); // one that knows no peer keeps no session
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    int room = engine.getSession().getPacketBufferSize();
    this.received = ByteBuffer.allocate(room).limit(0);
    this.toSend = ByteBuffer.allocate(2 * room).limit(0);
    engine.beginHandshake();
  }

  @Override
  public boolean write(ByteBuffer from) throws IOException {
    while (flush() && !waitsForPeer()) {
      if (!from.hasRemaining() && !owes()) {
        return false;
      }
      wrap(from);
    }
    return toSend.hasRemaining();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int start = into.position();
    holdsMore = false;
    while (true) {
      SSLEngineResult result = engine.unwrap(received, into);
      boolean isStarved = result.getStatus() == Status.BUFFER_UNDERFLOW;
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        holdsMore = true;
        return into.position() - start;
      }
      if (result.getStatus() == Status.CLOSED) {
        return into.position() > start ? into.position() - start : -1;
      }
      answer();
      if (isStarved && !owes()) {
        int count = fill();
        if (count <= 0) {
          return count < 0 && into.position() == start ? -1 : into.position() - start;
        }
      }
      if (owes()) { // the channel does not take it now
        return into.position() - start;
      }
    }
  }

  @Override
  public boolean holdsMore() {
    return holdsMore;
  }

  /** Runs what the engine has left to do and sends what it has to say. */
  private void answer() throws IOException {
    runTasks();
    while (owes() && flush()) {
      wrap(NOTHING);
    }
    flush();
  }

  private void wrap(ByteBuffer from) throws SSLException {
    toSend.clear();
    SSLEngineResult result = engine.wrap(from, toSend);
    toSend.flip();
    runTasks();
    if (result.getStatus() == Status.CLOSED && !toSend.hasRemaining()) {
      throw new SSLException("closed by the server");
    }
  }

  private void runTasks() {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
    }
  }

  private boolean owes() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  private boolean waitsForPeer() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
  }

  /** Sends what is ready; whether all of it has gone. */
  private boolean flush() throws IOException {
    channel.write(toSend);
    return !toSend.hasRemaining();
  }

  private int fill() throws IOException {
    received.compact();
    try {
      return channel.read(received);
    } finally {
      received.flip();
    }
  }
}
