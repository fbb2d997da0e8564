package io.rauta.control.compile;

import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayTls.ClientIdentity;

/**
 * Names the certificate that a Gateway shows to backends.
 *
 * @param identity its name; empty for none
 */
record Shown(String identity) {

  /** The one of {@code gateway}. */
  static Shown by(GatewayNode gateway) {
    return new Shown(
        gateway
            .tls()
            .identity()
            .flatMap(ClientIdentity::pair)
            .map(pair -> pair.identity().name())
            .orElse(""));
  }
}
