package io.rauta.control.topology;

import io.rauta.control.Problem;
import io.rauta.control.tls.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Gateway says of TLS for all of its listeners and backends.
 *
 * @param clients what is asked of clients on ports that are not named
 * @param clientsByPort what is asked of them on others
 * @param identity the certificate that is shown to backends; empty if none is asked for
 */
public record GatewayTls(
    ClientCheck clients,
    Map<Integer, ClientCheck> clientsByPort,
    Optional<ClientIdentity> identity) {

  /** Says nothing. */
  public static final GatewayTls NONE =
      new GatewayTls(new ClientCheck.NotAsked(), Map.of(), Optional.empty());

  public GatewayTls {
    clientsByPort = Map.copyOf(clientsByPort);
  }

  /** What is asked of clients on {@code port}. */
  public ClientCheck clientsOn(int port) {
    return clientsByPort.getOrDefault(port, clients);
  }

  /** Whether clients without a valid certificate are let pass somewhere. */
  public boolean isInsecure() {
    return letsPass(clients) || clientsByPort.values().stream().anyMatch(GatewayTls::letsPass);
  }

  private static boolean letsPass(ClientCheck check) {
    return check instanceof ClientCheck.Asked asked && asked.mode() == ClientCheck.Mode.LET_PASS;
  }

  /**
   * The certificate that is shown to backends which ask for one.
   *
   * @param pair empty if the reference leads to none
   * @param unresolved why the reference leads to nothing, or to one that is outdated
   */
  public record ClientIdentity(Optional<KeyPair> pair, List<Problem> unresolved) {
    public ClientIdentity {
      unresolved = List.copyOf(unresolved);
    }
  }
}
