package io.rauta.control.lint;

import io.rauta.config.route.HostPattern;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.Topology;

/** Finds listeners none of whose certificates is for their hostname: clients refuse them. */
final class CertificateHostnames {

  private CertificateHostnames() {}

  static void find(Topology topology, Warnings warnings) {
    for (ListenerOwner owner : topology.listenerOwners()) {
      for (ListenerNode listener : owner.listeners()) {
        boolean found = listener.tls().filter(tls -> !tls.own().isEmpty()).isPresent();
        if (found && owner.serves(listener) && !isCovered(listener)) {
          warnings.add(
              "certificate-hostname",
              owner.ref(),
              listener.field() + ".tls.certificateRefs",
              "none of the certificates is for \"" + listener.hostname() + "\"");
        }
      }
    }
  }

  private static boolean isCovered(ListenerNode listener) {
    return listener.tls().stream()
        .map(ListenerTls::own)
        .flatMap(pairs -> pairs.stream())
        .flatMap(pair -> pair.names().stream())
        .anyMatch(name -> covers(name, listener.hostname()));
  }

  /**
   * Whether a certificate for {@code name} is for a host (RFC 9525, 6.3), or for hosts below one.
   */
  private static boolean covers(String name, HostPattern hostname) {
    return switch (hostname) {
      case HostPattern.Any() -> true;
      case HostPattern.Below(String suffix) -> name.equals("*" + suffix);
      case HostPattern.Exact(String host) ->
          name.equals(host)
              || (host.indexOf('.') > 0 && name.equals("*" + host.substring(host.indexOf('.'))));
    };
  }
}
