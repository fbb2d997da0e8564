package io.rauta.origins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A blocking client that sends exact bytes and judges each answer with {@link MessageReader}. Owned
 * by one thread. Reads fail with {@link SocketTimeoutException} after 10 s unless told otherwise.
 */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final Socket transport;
  private final MessageReader reader;

  /**
   * @param transport what {@code socket} speaks TLS over; itself for plain text
   */
  private RawClient(Socket socket, Socket transport) throws IOException {
    this.socket = socket;
    this.transport = transport;
    this.reader = new MessageReader(socket.getInputStream());
  }

  /** Connects to a port of the loopback address. */
  public static RawClient connect(int port) {
    return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public static RawClient connect(InetSocketAddress address) {
    return connect(address, 0);
  }

  /** Connects with a receive buffer of the given size in bytes; 0 leaves it to the kernel. */
  public static RawClient connect(InetSocketAddress address, int receiveBuffer) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(address, 10_000);
      return new RawClient(socket, socket);
    } catch (IOException e) {
      throw new UncheckedIOException("connect to " + address, e);
    }
  }

  /**
   * Connects to a port of the loopback address and speaks TLS.
   *
   * @param serverName asked for by SNI; empty to name nobody
   * @param protocols offered by ALPN; none to know no ALPN
   */
  public static RawClient connectTls(
      int port, SSLContext context, String serverName, String... protocols) {
    return connectTls(
        port, context, serverName, parameters -> parameters.setApplicationProtocols(protocols));
  }

  /**
   * Connects to a port of the loopback address and speaks TLS with parameters that were changed.
   */
  public static RawClient connectTls(
      int port, SSLContext context, String serverName, Consumer<SSLParameters> change) {
    return connectTls(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), context, serverName, change);
  }

  /** Connects and speaks TLS with parameters that were changed. */
  public static RawClient connectTls(
      InetSocketAddress address,
      SSLContext context,
      String serverName,
      Consumer<SSLParameters> change) {
    try {
      Socket plain = new Socket(address.getAddress(), address.getPort());
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(10_000);
      String host = serverName.isEmpty() ? address.getHostString() : serverName;
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, address.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(
          serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName)));
      change.accept(parameters);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new RawClient(socket, plain);
    } catch (IOException e) {
      throw new UncheckedIOException("connect to " + address, e);
    }
  }

  /** The session of TLS; only of a client that speaks it. */
  public SSLSession session() {
    return ((SSLSocket) socket).getSession();
  }

  /** How long a read waits for a byte. */
  public RawClient readTimeout(Duration timeout) throws SocketException {
    socket.setSoTimeout((int) timeout.toMillis());
    return this;
  }

  /** Sends text, one byte per character, in one write. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends every byte in a write of its own. */
  public RawClient sendByteByByte(String text) throws IOException {
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      send(new byte[] {b});
    }
    return this;
  }

  /** Sends text cut before each of the given ascending positions, with a pause at every cut. */
  public RawClient sendCut(String text, Duration pause, int... positions)
      throws IOException, InterruptedException {
    int from = 0;
    for (int position : positions) {
      send(text.substring(from, position));
      Thread.sleep(pause);
      from = position;
    }
    return send(text.substring(from));
  }

  /** Sends a GET for a target and reads the final answer. */
  public Message get(String host, String target) throws IOException {
    send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    return readFinalResponse("GET");
  }

  /** Reads the next response, interim ones included, as the answer to a GET. */
  public Message readResponse() throws IOException {
    return readResponse("GET");
  }

  /**
   * Reads the next response, interim ones included, as the answer to a request of the given method.
   */
  public Message readResponse(String requestMethod) throws IOException {
    return reader.readResponse(requestMethod);
  }

  /** Reads the next response that is not interim (1xx). */
  public Message readFinalResponse(String requestMethod) throws IOException {
    Message response = reader.readResponse(requestMethod);
    while (response.status() < 200) {
      response = reader.readResponse(requestMethod);
    }
    return response;
  }

  /** Reads a response head and leaves its body; empty when the connection was closed before it. */
  public Optional<MessageHead> readResponseHead() throws IOException {
    return reader.readResponseHead();
  }

  /** Reads exactly so many bytes, past any framing. */
  public byte[] readExactly(int count) throws IOException {
    return reader.readExactly(count);
  }

  /** Reads and drops until the server leaves, at most for the given time between two bytes. */
  public ConnectionEnd awaitEnd(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
    try {
      while (reader.read() >= 0) {}
      return ConnectionEnd.CLOSED;
    } catch (SocketTimeoutException e) {
      return ConnectionEnd.OPEN;
    } catch (SocketException e) {
      return ConnectionEnd.RESET;
    }
  }

  /** Every byte received so far. */
  public byte[] received() {
    return reader.received();
  }

  /** Sends FIN and can still read; over TLS without taking leave first. */
  public RawClient halfClose() throws IOException {
    transport.shutdownOutput();
    return this;
  }

  /** Takes leave over TLS (RFC 8446 section 6.1), and could still read. */
  public RawClient takeLeave() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Ends the connection with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
