package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Cluster;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between a client and the API server, in plain HTTP on a loopback port, and takes down what
 * the client asks for. The client's credentials are passed on, so that the server judges them. The
 * first write to each resource is answered with a conflict that the server knows nothing of, so
 * that what a client does then is seen too.
 */
final class ApiRecorder implements AutoCloseable {
  private static final String CONFLICT =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Conflict\","
          + "\"code\":409,\"message\":\"the object has been modified\"}";

  private final URI server;
  private final SSLContext trusted;
  private final ServerSocket socket;
  private final Set<ApiRight> used = new ConcurrentSkipListSet<>();
  private final Set<ApiRight> conflicted = new ConcurrentSkipListSet<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  private ApiRecorder(URI server, SSLContext trusted) throws IOException {
    this.server = server;
    this.trusted = trusted;
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  /** Starts for the API server that KUBECONFIG names. */
  static ApiRecorder start(Cluster cluster) throws IOException, GeneralSecurityException {
    URI server = URI.create(configured(cluster, "server"));
    String authority = configured(cluster, "certificate-authority-data");
    ApiRecorder recorder = new ApiRecorder(server, trusting(authority));
    Thread.ofVirtual().start(recorder::accept);
    return recorder;
  }

  private static String configured(Cluster cluster, String field) {
    String path = "jsonpath={.clusters[0].cluster." + field + "}";
    return cluster.kubectl("config", "view", "--raw", "--minify", "-o", path);
  }

  /** The address of this machine on the way to the API server. */
  String ownAddress() throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      return probe.getLocalAddress().getHostAddress();
    }
  }

  private static SSLContext trusting(String authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "api",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(authority))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Where clients find it. */
  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** What was asked for so far. */
  Set<ApiRight> used() {
    return Set.copyOf(used);
  }

  /** The requests that the server answered with 403. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> relay(client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Takes one request of a connection; the answer ends with it. */
  private void relay(Socket client) {
    try (client) {
      Request request = Request.read(new BufferedInputStream(client.getInputStream()));
      ApiRight right = ApiRight.of(request.method(), request.target());
      used.add(right);
      if (right.writes() && conflicted.add(right)) {
        answerConflict(client.getOutputStream());
        return;
      }
      try (Socket upstream =
          trusted.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
        upstream.getOutputStream().write(request.text().getBytes(StandardCharsets.ISO_8859_1));
        pass(request, upstream.getInputStream(), client.getOutputStream());
      }
    } catch (IOException endOfOneSide) {
      // A watch ends like this; whoever misses an answer asks again.
    }
  }

  private static void answerConflict(OutputStream out) throws IOException {
    String answer =
        "HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(CONFLICT.length(), CONFLICT);
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private void pass(Request request, InputStream from, OutputStream to) throws IOException {
    byte[] chunk = new byte[16_384];
    boolean first = true;
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      if (first) {
        first = false;
        String start = new String(chunk, 0, Math.min(count, 16), StandardCharsets.US_ASCII);
        if (start.startsWith("HTTP/1.1 403")) {
          refused.add(request.method() + " " + request.target());
        }
      }
      to.write(chunk, 0, count);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A request as it is passed on: without a wish to change the protocol or keep the connection. */
  private record Request(String method, String target, String text) {
    static Request read(InputStream in) throws IOException {
      String[] start = line(in).split(" ", -1);
      if (start.length != 3) {
        throw new IOException("no request");
      }
      StringBuilder head = new StringBuilder(String.join(" ", start)).append("\r\n");
      int length = 0;
      for (String field = line(in); !field.isEmpty(); field = line(in)) {
        String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
        switch (name) {
          case "connection", "upgrade", "http2-settings" -> {}
          case "transfer-encoding" -> throw new IOException("a body in chunks is not expected");
          case "content-length" -> {
            length = Integer.parseInt(field.substring(name.length() + 1).strip());
            head.append(field).append("\r\n");
          }
          default -> head.append(field).append("\r\n");
        }
      }
      head.append("Connection: close\r\n\r\n");
      head.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
      return new Request(start[0], start[1], head.toString());
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the client has gone");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }
  }
}
