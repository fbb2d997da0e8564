import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What the two Java clients of the matrix share: cases, which come as lines of fields between tabs,
 * and results, printed as lines of JSON.
 */
final class Matrix {
  private Matrix() {}

  /** One request; the length of its body is -1 where it has none. */
  record Case(
      String id,
      String method,
      String path,
      int body,
      List<String> flags,
      List<String[]> headers,
      int times) {
    boolean has(String flag) {
      return flags.contains(flag);
    }

    byte[] content() {
      byte[] bytes = new byte[body];
      Arrays.fill(bytes, (byte) 'b');
      return bytes;
    }
  }

  /** One answer. */
  record Answer(
      String version, int status, List<String[]> fields, byte[] body, List<String[]> trailers) {}

  /** Sends a request. */
  interface Client {
    Answer send(Case each, String url) throws Exception;
  }

  /** Why a client cannot play a case. */
  static final class Unable extends Exception {
    private static final long serialVersionUID = 1;

    Unable(String why) {
      super(why);
    }
  }

  static void play(Client client, String file, String base) throws Exception {
    for (String line : Files.readAllLines(Path.of(file))) {
      Case each = parse(line.split("\t", -1));
      StringBuilder out = new StringBuilder("{\"id\": ").append(quote(each.id()));
      try {
        print(
            out,
            each,
            each.times() == 0
                ? client.send(each, base + each.path())
                : several(client, each, base));
      } catch (Unable e) {
        out.append(", \"unable\": ").append(quote(e.getMessage()));
      } catch (Exception e) {
        out.append(", \"error\": ").append(quote(e.toString()));
      }
      System.out.println(out.append('}'));
    }
    System.exit(0);
  }

  private static Answer several(Client client, Case each, String base) throws Exception {
    List<Future<Answer>> futures = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(each.has("atOnce") ? each.times() : 1)) {
      for (int i = 0; i < each.times(); i++) {
        String url = base + each.path() + i;
        futures.add(pool.submit(() -> client.send(each, url)));
      }
    }
    StringBuilder bodies = new StringBuilder();
    int status = 0;
    for (Future<Answer> future : futures) {
      status = Math.max(status, future.get().status());
      bodies.append(new String(future.get().body(), StandardCharsets.ISO_8859_1));
    }
    byte[] all = bodies.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(futures.getFirst().get().version(), status, List.of(), all, List.of());
  }

  private static Case parse(String[] f) {
    List<String[]> headers = new ArrayList<>();
    for (int i = 6; i + 1 < f.length; i += 2) {
      headers.add(new String[] {f[i], f[i + 1]});
    }
    return new Case(
        f[0],
        f[1],
        f[2],
        Integer.parseInt(f[3]),
        List.of(f[4].split(",", -1)),
        headers,
        Integer.parseInt(f[5]));
  }

  private static void print(StringBuilder out, Case each, Answer answer) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer.body());
    out.append(", \"version\": ").append(quote(answer.version()));
    out.append(", \"status\": ").append(answer.status());
    out.append(", \"length\": ").append(answer.body().length);
    out.append(", \"sha\": ").append(quote(HexFormat.of().formatHex(hash, 0, 8)));
    if (answer.body().length < 2000) {
      out.append(", \"text\": ").append(quote(new String(answer.body(), StandardCharsets.UTF_8)));
    }
    pairs(out, "fields", answer.fields());
    if (each.has("wantsTrailers")) {
      pairs(out, "trailers", answer.trailers());
    }
  }

  private static void pairs(StringBuilder out, String name, List<String[]> pairs) {
    List<String> parts =
        pairs.stream().map(p -> "[" + quote(p[0]) + ", " + quote(p[1]) + "]").toList();
    out.append(", \"").append(name).append("\": [").append(String.join(", ", parts)).append(']');
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : String.valueOf(text).toCharArray()) {
      out.append(
          c < ' ' || c == '"' || c == '\\' || c > '~'
              ? "\\u%04x".formatted((int) c)
              : String.valueOf(c));
    }
    return out.append('"').toString();
  }

  static TrustManagerFactory trust(String authority) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (var in = Files.newInputStream(Path.of(authority))) {
      store.setCertificateEntry(
          "judges", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  static X509TrustManager manager(String authority) throws Exception {
    return (X509TrustManager) trust(authority).getTrustManagers()[0];
  }

  static SSLContext context(String authority) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust(authority).getTrustManagers(), null);
    return context;
  }
}
