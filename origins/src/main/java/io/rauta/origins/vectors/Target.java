package io.rauta.origins.vectors;

import io.rauta.origins.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * A proxy under test.
 *
 * @param traffic where clients connect
 * @param tls whom clients believe where they speak TLS there; empty for plain text
 * @param admin where it shows its counters; empty where it has none that are known
 * @param patience how long to wait for an answer or an end that has to come
 */
public record Target(
    InetSocketAddress traffic,
    Optional<SSLContext> tls,
    Optional<InetSocketAddress> admin,
    Duration patience) {

  /** What the certificate of a proxy that speaks TLS is good for. */
  static final String NAME = "vectors.test";

  private static final String HTTP1 = "http/1.1";

  /** Connects as clients do; over TLS, HTTP/1.1 is agreed on. */
  RawClient connect() throws IOException {
    RawClient client =
        tls.isPresent()
            ? RawClient.connectTls(traffic.getPort(), tls.get(), NAME, HTTP1)
            : RawClient.connect(traffic);
    return client.readTimeout(patience);
  }

  /** Its counters by name and labels; empty where it shows none. */
  Map<String, Double> counters() throws IOException {
    Map<String, Double> counters = new TreeMap<>();
    if (admin.isPresent()) {
      try (RawClient client = RawClient.connect(admin.get())) {
        String host = "127.0.0.1:" + admin.get().getPort();
        for (String line : client.get(host, "/metrics").bodyText().split("\n", -1)) {
          int blank = line.lastIndexOf(' ');
          if (blank > 0 && line.charAt(0) != '#') {
            counters.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
          }
        }
      }
    }
    return counters;
  }
}
