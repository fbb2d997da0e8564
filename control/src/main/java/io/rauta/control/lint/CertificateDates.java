package io.rauta.control.lint;

import io.rauta.control.ObjectRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.Topology;
import java.time.Instant;
import java.util.TreeMap;

/** Finds certificates in use that are expired or not valid yet: peers do not believe them. */
final class CertificateDates {

  private CertificateDates() {}

  static void find(Topology topology, Instant now, Warnings warnings) {
    new TreeMap<>(topology.keyPairs())
        .forEach(
            (key, pair) -> {
              ObjectRef secret = new ObjectRef(ApiNames.SECRET, key);
              if (expires(pair).isBefore(now)) {
                warnings.add(
                    "expired-certificate",
                    secret,
                    "data",
                    "holds a certificate that expired at " + expires(pair));
              } else if (pair.begins().isAfter(now)) {
                warnings.add(
                    "early-certificate",
                    secret,
                    "data",
                    "holds a certificate that is not valid before " + pair.begins());
              }
            });
  }

  private static Instant expires(KeyPair pair) {
    return pair.identity().expires();
  }
}
