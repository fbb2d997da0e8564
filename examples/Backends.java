import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers that the examples route to: {@code examples/backends} runs them. Each answers any
 * request with its name and what it was asked; {@code unsteady} answers every other request with
 * 503, {@code slow} takes three seconds. {@code GET /count} says how many requests the server has
 * had before. A WebSocket handshake gets an echo. Ctrl-C ends them.
 */
public final class Backends {
  private static final String WEBSOCKET_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final String name;
  private final AtomicInteger requests = new AtomicInteger();

  private Backends(String name) {
    this.name = name;
  }

  public static void main(String[] arguments) throws Exception {
    serve("here", new InetSocketAddress("127.0.0.1", 9000));
    serve("blue", new InetSocketAddress("127.0.0.1", 9001));
    serve("green", new InetSocketAddress("127.0.0.1", 9002));
    serve("unsteady", new InetSocketAddress("127.0.0.1", 9003));
    serve("slow", new InetSocketAddress("127.0.0.1", 9004));
    Path socket = Path.of("/tmp/rauta-example.sock");
    Files.deleteIfExists(socket);
    serve("unix", UnixDomainSocketAddress.of(socket));
    System.out.println(
        "here 9000, blue 9001, green 9002, unsteady 9003, slow 9004, unix " + socket);
    Thread.currentThread().join();
  }

  private static void serve(String name, SocketAddress address) throws IOException {
    boolean isUnix = address instanceof UnixDomainSocketAddress;
    ServerSocketChannel server =
        isUnix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    server.bind(address);
    Backends backend = new Backends(name);
    Thread.ofPlatform().start(() -> backend.acceptAll(server));
  }

  private void acceptAll(ServerSocketChannel server) {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> connection(client));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connection(SocketChannel client) {
    try (client) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(client));
      OutputStream out = Channels.newOutputStream(client);
      while (true) {
        List<String> head = head(in);
        if (head.isEmpty()) {
          return;
        }
        String body = new String(in.readNBytes(length(head)));
        String key = field(head, "sec-websocket-key");
        if (!key.isEmpty()) {
          echo(key, in, out);
          return;
        }
        out.write(answer(head, body).getBytes());
      }
    } catch (Exception e) {
      // The peer has gone, or has sent what this server does not understand: the connection ends.
    }
  }

  private String answer(List<String> head, String body) throws InterruptedException {
    String path = head.get(0).split(" ")[1];
    int number = path.endsWith("/count") ? requests.get() : requests.incrementAndGet();
    if (name.equals("slow")) {
      Thread.sleep(3000);
    }
    if (path.endsWith("/count")) {
      return answer("200 OK", name + " has had " + number + " requests\n");
    }
    if (name.equals("unsteady") && number % 2 == 1) {
      return answer("503 Service Unavailable", "not this time\n");
    }
    return answer("200 OK", name + " was asked:\n" + String.join("\n", head) + "\n" + body);
  }

  private String answer(String status, String text) {
    return "HTTP/1.1 %s\r\ncontent-type: text/plain\r\nx-backend: %s\r\ncontent-length: %d\r\n\r\n%s"
        .formatted(status, name, text.length(), text);
  }

  /** The lines of the next head; none at the end of the connection. */
  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        String text = line.toString().strip();
        if (text.isEmpty()) {
          return lines;
        }
        lines.add(text);
        line.reset();
      } else {
        line.write(next);
      }
    }
    return List.of();
  }

  private static int length(List<String> head) {
    String length = field(head, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  private static String field(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** Accepts a WebSocket, says its name, and sends back what comes. Short unmasked frames only. */
  private void echo(String key, InputStream in, OutputStream out) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + WEBSOCKET_KEY).getBytes());
    String accept = Base64.getEncoder().encodeToString(digest);
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
                + ("sec-websocket-accept: " + accept + "\r\n\r\n"))
            .getBytes());
    out.write(frame(("this is " + name).getBytes()));
    for (int first = in.read(); first >= 0 && (first & 15) != 8; first = in.read()) {
      byte[] masked = in.readNBytes((in.read() & 127) + 4);
      byte[] text = new byte[masked.length - 4];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (masked[i + 4] ^ masked[i % 4]);
      }
      out.write(frame(text));
    }
  }

  private static byte[] frame(byte[] text) {
    byte[] frame = new byte[text.length + 2];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) text.length;
    System.arraycopy(text, 0, frame, 2, text.length);
    return frame;
  }
}
