package io.rauta.control.tls;

import io.rauta.config.tls.TlsIdentity;
import java.time.Instant;
import java.util.List;

/**
 * A certificate with its key, and what is known about it.
 *
 * @param identity what the data plane shows
 * @param names the host names that the certificate is for, in lower case
 * @param begins when the last of its certificates becomes valid
 */
public record KeyPair(TlsIdentity identity, List<String> names, Instant begins) {
  public KeyPair {
    names = List.copyOf(names);
  }
}
