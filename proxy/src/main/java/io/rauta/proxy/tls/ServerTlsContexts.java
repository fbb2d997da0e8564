package io.rauta.proxy.tls;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All contexts by which clients are met, kept for as long as configurations ask for them: what has
 * not changed is not made again.
 *
 * <p>Owned by the control thread. A round is: {@link #names} for each listener, the plan is handed
 * to the workers, {@link #forgetUnused}.
 */
public final class ServerTlsContexts {

  private final Map<Key, ServerTlsContext> contexts = new HashMap<>();
  private final Map<Place, TicketKeys> tickets = new HashMap<>();
  private final Set<Key> used = new HashSet<>();

  /** A hostname of a listener. Sessions of one are not resumed at another. */
  private record Place(BindAddress bind, HostPattern hostname, TlsSettings settings) {}

  /** A hostname of a listener, and how clients are met there. */
  private record Key(Place place, ServerTls tls) {}

  /**
   * The contexts of {@code listener} by hostname; empty where it speaks plain text.
   *
   * @throws IllegalArgumentException if a certificate or key cannot be used
   */
  public Optional<ServerNames> names(ListenerConfig listener) {
    Map<HostPattern, ServerTlsContext> byName = new LinkedHashMap<>();
    TlsSettings settings = TlsSettings.DEFAULT;
    for (HostScope scope : listener.scopes()) {
      if (scope.security() instanceof Security.Encrypted(ServerTls tls)
          && !byName.containsKey(scope.hostname())) {
        settings = tls.settings();
        Place place = new Place(listener.bind(), scope.hostname(), settings);
        byName.put(scope.hostname(), context(new Key(place, tls)));
      }
    }
    return byName.isEmpty() ? Optional.empty() : Optional.of(new ServerNames(settings, byName));
  }

  private ServerTlsContext context(Key key) {
    used.add(key);
    return contexts.computeIfAbsent(
        key,
        _ ->
            ServerTlsContext.of(
                key.tls(),
                tickets.computeIfAbsent(
                    key.place(), place -> new TicketKeys(place.settings().ticketLifetime())),
                TlsProvider.best()));
  }

  /** Lets go of what was not asked for since the last call; no worker uses it for new clients. */
  public void forgetUnused() {
    contexts
        .entrySet()
        .removeIf(
            entry -> {
              boolean isUnused = !used.contains(entry.getKey());
              if (isUnused) {
                entry.getValue().release();
              }
              return isUnused;
            });
    tickets.keySet().removeIf(place -> used.stream().noneMatch(key -> key.place().equals(place)));
    used.clear();
  }
}
