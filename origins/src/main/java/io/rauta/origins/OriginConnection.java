package io.rauta.origins;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * One connection accepted by a {@link ScriptedOrigin} and the record of what arrived on it. The
 * actions belong to the thread of the script; the record may be read from any thread at any time.
 */
public final class OriginConnection {
  private final Socket socket;
  private final Socket tcp;
  private final InputStream in;
  private final MessageReader reader;
  private final List<Message> requests = new CopyOnWriteArrayList<>();
  private volatile ConnectionEnd end = ConnectionEnd.OPEN;
  private volatile Optional<Throwable> failure = Optional.empty();

  /**
   * @param socket what is spoken over
   * @param tcp the same one, or the one below where {@code socket} speaks TLS
   */
  OriginConnection(Socket socket, Socket tcp) throws IOException {
    this.socket = socket;
    this.tcp = tcp;
    this.in = socket.getInputStream();
    this.reader = new MessageReader(in);
    socket.setTcpNoDelay(true);
  }

  /** Reads one request head; empty when the client has left. */
  public Optional<MessageHead> readHead() throws IOException {
    return reader.readRequestHead();
  }

  /** Reads the body that belongs to a head and records the whole request. */
  public Message readBody(MessageHead head) throws IOException {
    Message request = reader.readRequestBody(head);
    requests.add(request);
    return request;
  }

  /** Reads and records one whole request; empty when the client has left. */
  public Optional<Message> readRequest() throws IOException {
    Optional<MessageHead> head = readHead();
    if (head.isEmpty()) {
      end = ConnectionEnd.CLOSED;
      return Optional.empty();
    }
    return Optional.of(readBody(head.get()));
  }

  /** Reads exactly so many bytes, without looking at them. */
  public byte[] readExactly(int count) throws IOException {
    return reader.readExactly(count);
  }

  /** Sends text, one byte per character, in one write. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes in one write. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a counted response with a text body. */
  public void respond(int status, String body) throws IOException {
    send(
        "HTTP/1.1 " + status + " Scripted\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
  }

  /** Sends text a byte at a time with a pause after each. */
  public void drip(String text, Duration pause) throws IOException, InterruptedException {
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      send(new byte[] {b});
      Thread.sleep(pause);
    }
  }

  /** Does nothing for a while. */
  public void delay(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  /** Sends FIN and can still read. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Asks a client that speaks TLS for its certificate; before anything is read or sent. */
  public void requireClientCertificate() throws IOException {
    ((SSLSocket) socket).setNeedClientAuth(true);
  }

  /**
   * Chooses among these protocols by ALPN, most wanted first, on a connection over TLS before
   * anything was read; answers what was agreed on, empty for nothing.
   */
  public String negotiate(String... protocols) throws IOException {
    SSLSocket tls = (SSLSocket) socket;
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls.getApplicationProtocol();
  }

  /** The subject of the client's certificate. */
  public String clientName() throws SSLPeerUnverifiedException {
    return ((SSLSocket) socket).getSession().getPeerPrincipal().getName();
  }

  /** Sends FIN below TLS, as if the rest had been cut off. */
  public void cutWithoutNotice() throws IOException {
    tcp.shutdownOutput();
  }

  /** Ends the connection with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Sends back every byte until the client has sent FIN. */
  public void echo() throws IOException {
    for (int b = reader.read(); b >= 0; b = reader.read()) {
      send(new byte[] {(byte) b});
    }
    end = ConnectionEnd.CLOSED;
  }

  /** Reads and drops until the client leaves or the origin is closed. */
  public void awaitEnd() throws IOException {
    try {
      while (reader.read() >= 0) {}
      end = ConnectionEnd.CLOSED;
    } catch (SocketException e) {
      end = ConnectionEnd.RESET;
    }
  }

  /** The whole requests read by the script, oldest first. */
  public List<Message> requests() {
    return Collections.unmodifiableList(requests);
  }

  /** How the client left, as far as the script has read. */
  public ConnectionEnd end() {
    return end;
  }

  /** What made the script fail: a malformed message, a connection cut inside one. */
  public Optional<Throwable> failure() {
    return failure;
  }

  /** Every byte received so far. */
  public byte[] received() {
    return reader.received();
  }

  void play(Script script) {
    try (socket) {
      script.play(this);
      drainBriefly();
    } catch (SocketException e) {
      end = ConnectionEnd.RESET;
      failure = Optional.of(e);
    } catch (Exception e) {
      failure = Optional.of(e);
    }
  }

  /**
   * Sends FIN and reads on for at most a second, so that a close does not turn into a reset that
   * eats the answer.
   */
  private void drainBriefly() throws IOException {
    if (socket.isClosed()) {
      return;
    }
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
    socket.setSoTimeout(1000);
    try {
      while (reader.read() >= 0) {}
      end = ConnectionEnd.CLOSED;
    } catch (java.net.SocketTimeoutException e) {
      // The client keeps its side open: closed from here.
    }
  }

  void close() throws IOException {
    socket.close();
  }
}
