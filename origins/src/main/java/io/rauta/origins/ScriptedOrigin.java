package io.rauta.origins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * A TCP server on a free loopback port that plays one script per connection and keeps a record of
 * each. The first connection gets the first script, and so on; the last script serves all later
 * ones. Closing it resets what is open.
 */
public final class ScriptedOrigin implements AutoCloseable {
  private final ServerSocket server;
  private final Optional<SSLContext> tls;
  private final List<Script> scripts;
  private final List<OriginConnection> connections = new CopyOnWriteArrayList<>();

  private ScriptedOrigin(ServerSocket server, Optional<SSLContext> tls, List<Script> scripts) {
    this.server = server;
    this.tls = tls;
    this.scripts = scripts;
  }

  /** Starts an origin on a free port. */
  public static ScriptedOrigin start(Script... scripts) {
    return start(0, scripts);
  }

  /** Starts an origin on a given port; 0 takes a free one. */
  public static ScriptedOrigin start(int port, Script... scripts) {
    return start(port, Optional.empty(), scripts);
  }

  /** Starts an origin on a free port that speaks TLS. */
  public static ScriptedOrigin startTls(SSLContext context, Script... scripts) {
    return start(0, Optional.of(context), scripts);
  }

  private static ScriptedOrigin start(int port, Optional<SSLContext> tls, Script... scripts) {
    if (scripts.length == 0) {
      throw new IllegalArgumentException("no script");
    }
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
      ScriptedOrigin origin = new ScriptedOrigin(server, tls, List.of(scripts));
      Thread.ofVirtual().name("scripted-origin-" + server.getLocalPort()).start(origin::accept);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Takes no more connections; those that there are go on. */
  public void stopListening() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The connections accepted so far, oldest first. */
  public List<OriginConnection> connections() {
    return Collections.unmodifiableList(connections);
  }

  /** The requests of all connections, by connection and then by age. */
  public List<Message> requests() {
    return connections.stream().flatMap(c -> c.requests().stream()).toList();
  }

  /** Waits until a condition about the record holds; throws if it does not in time. */
  public void await(String what, Duration timeout, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("origin has not seen " + what + " within " + timeout);
      }
      Thread.sleep(2);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        OriginConnection connection = new OriginConnection(secured(socket), socket);
        Script script = scripts.get(Math.min(connections.size(), scripts.size() - 1));
        connections.add(connection);
        Thread.ofVirtual().start(() -> connection.play(script));
      } catch (IOException e) {
        // Closed, or a client that left before it was accepted: the loop condition decides.
      }
    }
  }

  private Socket secured(Socket socket) throws IOException {
    return tls.isEmpty() ? socket : tls.get().getSocketFactory().createSocket(socket, null, true);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (OriginConnection connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
