package io.rauta.origins.vectors;

import java.util.Map;

/**
 * The proxy that a vector is for. Vectors with equal setups share one.
 *
 * @param site the name of a file under {@code vectors/sites} that says what is routed where
 * @param settings settings that differ from their defaults, by key
 * @param listener where the client connects
 */
public record Setup(String site, Map<String, String> settings, Listener listener) {

  /** A proxy as it comes, with one route that takes everything. */
  public static final Setup PLAIN = new Setup("all", Map.of(), Listener.TRAFFIC);

  public Setup {
    settings = Map.copyOf(settings);
  }

  /** Which listening socket. */
  public enum Listener {
    TRAFFIC,
    ADMIN
  }

  /** Whether any other proxy could be set up alike. */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** The setup of the process, on whichever listener. */
  public Setup process() {
    return new Setup(site, settings, Listener.TRAFFIC);
  }
}
