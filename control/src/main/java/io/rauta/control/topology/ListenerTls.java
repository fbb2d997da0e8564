package io.rauta.control.topology;

import io.rauta.control.Problem;
import io.rauta.control.tls.KeyPair;
import java.util.List;

/**
 * How a listener speaks TLS.
 *
 * @param own certificates to show; none if no reference leads to any
 * @param unresolved references to certificates that lead to nothing, or to one that is outdated
 * @param clients what is asked of clients
 */
public record ListenerTls(List<KeyPair> own, List<Problem> unresolved, ClientCheck clients) {
  public ListenerTls {
    own = List.copyOf(own);
    unresolved = List.copyOf(unresolved);
  }

  /** Whether there is enough to complete a handshake as it was asked for. */
  public boolean isUsable() {
    return !own.isEmpty() && clients.certificates().isPresent();
  }
}
