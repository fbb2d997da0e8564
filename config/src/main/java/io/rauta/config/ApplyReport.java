package io.rauta.config;

import io.rauta.config.listener.BindAddress;
import java.util.List;
import java.util.Map;

/**
 * The data plane's answer to one {@link ProxyConfig}.
 *
 * @param listeners the outcome of every listener of that configuration
 * @param localAddresses IP literals of this machine at which others reach what listens on all
 *     addresses, the likeliest first
 */
public record ApplyReport(Map<BindAddress, BindOutcome> listeners, List<String> localAddresses) {

  public ApplyReport {
    listeners = Map.copyOf(listeners);
    localAddresses = List.copyOf(localAddresses);
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
