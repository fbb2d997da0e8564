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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All contexts by which clients are met, kept for as long as configurations ask for them: what has
 * not changed is not made again.
 *
 * <p>Owned by the control thread. A round is: {@link #names} for each listener, the plan is handed
 * to the workers, {@link #forgetUnused}.
 */
public final class ServerTlsContexts {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTlsContexts.class);

  private final Map<Key, ServerTlsContext> contexts = new HashMap<>();
  private final Set<Key> used = new HashSet<>();

  /**
   * A hostname of a listener, and how clients are met there. Each has a context of its own, so that
   * sessions of one are not resumed at another.
   */
  private record Key(BindAddress bind, HostPattern hostname, ServerTls tls) {}

  /**
   * The contexts of {@code listener} by hostname; empty where it speaks plain text. A hostname
   * whose certificates cannot be used is left out, so that only it is not served.
   */
  public Optional<ServerNames> names(ListenerConfig listener) {
    if (!listener.isEncrypted()) {
      return Optional.empty();
    }
    Map<HostPattern, ServerTlsContext> byName = new LinkedHashMap<>();
    TlsSettings settings = TlsSettings.DEFAULT;
    for (HostScope scope : listener.scopes()) {
      if (scope.security() instanceof Security.Encrypted(ServerTls tls)
          && !byName.containsKey(scope.hostname())) {
        settings = tls.settings();
        ServerTlsContext context = context(new Key(listener.bind(), scope.hostname(), tls));
        if (context != null) {
          byName.put(scope.hostname(), context);
        }
      }
    }
    return Optional.of(new ServerNames(settings, byName));
  }

  private @Nullable ServerTlsContext context(Key key) {
    used.add(key);
    ServerTlsContext known = contexts.get(key);
    if (known != null) {
      return known;
    }
    try {
      ServerTlsContext made = ServerTlsContext.of(key.tls(), TlsProvider.best());
      contexts.put(key, made);
      return made;
    } catch (IllegalArgumentException e) {
      LOG.error(
          "listener={} hostname={} is not served over TLS: {}",
          key.bind(),
          key.hostname(),
          e.getMessage());
      return null;
    }
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
    used.clear();
  }
}
