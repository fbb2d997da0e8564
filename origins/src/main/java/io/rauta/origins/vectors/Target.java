package io.rauta.origins.vectors;

import io.rauta.origins.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A proxy under test.
 *
 * @param traffic where clients connect
 * @param admin where it shows its counters; empty where it has none that are known
 * @param patience how long to wait for an answer or an end that has to come
 */
public record Target(
    InetSocketAddress traffic, Optional<InetSocketAddress> admin, Duration patience) {

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
