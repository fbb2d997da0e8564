package io.rauta.origins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback port on which no handshake completes: it listens with the shortest queue, accepts
 * nothing, and has filled the queue itself, so the kernel drops every further SYN (Linux).
 */
public final class FullAcceptQueue implements AutoCloseable {
  private static final int PROBE_MILLIS = 300;

  private final ServerSocket server;
  private final List<Socket> fillers = new ArrayList<>();

  private FullAcceptQueue(ServerSocket server) {
    this.server = server;
  }

  /** Opens the port and returns once a connect to it does not complete. */
  public static FullAcceptQueue open() {
    try {
      FullAcceptQueue queue =
          new FullAcceptQueue(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      queue.fill();
      return queue;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void fill() throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(address, PROBE_MILLIS);
        fillers.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      for (Socket filler : fillers) {
        filler.close();
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
