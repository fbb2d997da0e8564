package io.rauta.control.topology;

import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.control.Problem;
import java.util.List;
import java.util.Optional;

/** What a Gateway wants to know of the clients that connect over TLS. */
public sealed interface ClientCheck {

  /** Nothing. */
  record NotAsked() implements ClientCheck {}

  /**
   * A certificate.
   *
   * @param mode what becomes of clients without one
   * @param issuers whose certificates are believed; empty if no reference leads to any
   * @param unresolved references that lead to nothing
   */
  record Asked(Mode mode, Optional<TrustAnchors.Listed> issuers, List<Problem> unresolved)
      implements ClientCheck {
    public Asked {
      unresolved = List.copyOf(unresolved);
    }
  }

  /** What becomes of a client whose certificate is missing or not believed. */
  enum Mode {
    REFUSED,
    LET_PASS
  }

  /** What the data plane has to ask; empty if it has nothing to judge clients by. */
  default Optional<ClientCertificates> certificates() {
    return switch (this) {
      case NotAsked() -> Optional.of(new ClientCertificates.NotAsked());
      case Asked(Mode mode, Optional<TrustAnchors.Listed> issuers, List<Problem> _) ->
          switch (mode) {
            case REFUSED -> issuers.map(ClientCertificates.Required::new);
            case LET_PASS -> issuers.map(ClientCertificates.Wished::new);
          };
    };
  }

  /** References that lead to nothing. */
  default List<Problem> unresolvedIssuers() {
    return switch (this) {
      case NotAsked() -> List.of();
      case Asked asked -> asked.unresolved();
    };
  }
}
