package io.rauta.config;

import io.rauta.config.listener.BindAddress;
import java.util.Map;

/**
 * The data plane's answer to one {@link ProxyConfig}.
 *
 * @param listeners the outcome of every listener of that configuration
 */
public record ApplyReport(Map<BindAddress, BindOutcome> listeners) {

  public ApplyReport {
    listeners = Map.copyOf(listeners);
  }

  /** What became of one listener. */
  public sealed interface BindOutcome {

    /**
     * The listener accepts connections.
     *
     * @param port the port that is bound, 1 to 65535; differs from the configured one only where
     *     that was 0
     */
    record Bound(int port) implements BindOutcome {}

    /**
     * The listener could not be bound.
     *
     * @param reason what the system said, for a person, naming the address
     */
    record Failed(String reason) implements BindOutcome {}
  }
}
