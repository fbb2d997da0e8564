package io.rauta.config.cluster;

import java.time.Duration;

/**
 * How upstream connections are made and kept. Every duration is positive.
 *
 * @param connectTimeout until a connection is established; 504 beyond
 * @param idleTimeout how long an unused connection is kept, shortened at random by up to a fifth
 * @param maxAge how long a connection is used for new requests, shortened at random by up to a
 *     fifth
 */
public record ConnectionSettings(Duration connectTimeout, Duration idleTimeout, Duration maxAge) {

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofHours(1));

  public ConnectionSettings {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("idleTimeout", idleTimeout);
    requirePositive("maxAge", maxAge);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }
}
