package io.rauta.proxy.tls;

import io.rauta.config.route.HostPattern;
import io.rauta.config.tls.TlsSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Under which hostname of a listener a client is met that asks for some name (RFC 6066 section 3):
 * the most specific one that covers it; without a name, the one that stands for every host.
 *
 * <p>Immutable, read by all workers.
 */
public final class ServerNames {

  private final TlsSettings settings;
  private final Map<HostPattern, ServerTlsContext> contexts;
  private final Map<String, Served> exact = new HashMap<>();
  private final Map<String, Served> below = new HashMap<>();
  private @Nullable Served any;

  /**
   * @param settings what holds before the name is known
   * @param contexts one for each hostname of the listener
   */
  ServerNames(TlsSettings settings, Map<HostPattern, ServerTlsContext> contexts) {
    this.settings = settings;
    this.contexts = Map.copyOf(contexts);
    contexts.forEach(
        (hostname, context) -> {
          Served served = new Served(hostname, context);
          switch (hostname) {
            case HostPattern.Exact(String name) -> exact.put(name, served);
            case HostPattern.Below(String suffix) -> below.put(suffix, served);
            case HostPattern.Any() -> any = served;
          }
        });
  }

  /**
   * One hostname.
   *
   * @param hostname of a listener's scope
   * @param context how clients are met under it
   */
  public record Served(HostPattern hostname, ServerTlsContext context) {}

  /** What holds before the name is known. */
  public TlsSettings settings() {
    return settings;
  }

  /**
   * Who serves {@code name}, or null where nobody does.
   *
   * @param name in lower case; empty where the client names nobody
   */
  public @Nullable Served find(String name) {
    Served found = exact.get(name);
    for (int dot = name.indexOf('.', 1);
        found == null && dot > 0;
        dot = name.indexOf('.', dot + 1)) {
      found = below.get(name.substring(dot));
    }
    return found == null ? any : found;
  }

  /** When certificates cease to be valid, by where they come from. */
  public Map<String, Instant> expiries() {
    Map<String, Instant> all = new LinkedHashMap<>();
    contexts.values().forEach(context -> all.putAll(context.expiries()));
    return all;
  }
}
