package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Upstream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds ports of Services that say {@code https} and are asked in plain text: the word means
 * nothing to the API, only a BackendTLSPolicy says how to speak TLS and whom to believe.
 */
final class UnencryptedHttps {

  private UnencryptedHttps() {}

  static void find(Resources resources, Topology topology, Warnings warnings) {
    for (Map.Entry<ObjectKey, Service> entry : new TreeMap<>(resources.services()).entrySet()) {
      List<ServicePort> ports =
          entry.getValue().getSpec() == null
              ? List.of()
              : Given.list(entry.getValue().getSpec().getPorts());
      for (int i = 0; i < ports.size(); i++) {
        ServicePort port = ports.get(i);
        if (port != null
            && "https".equalsIgnoreCase(port.getAppProtocol())
            && isPlain(topology, "Service/" + entry.getKey() + ":" + port.getPort())) {
          warnings.add(
              "unencrypted-https",
              new ObjectRef(ApiNames.SERVICE, entry.getKey()),
              "spec.ports[" + i + "].appProtocol",
              "is \"https\", but the port is asked in plain text: it has no BackendTLSPolicy");
        }
      }
    }
  }

  private static boolean isPlain(Topology topology, String id) {
    return topology.upstreams().values().stream()
        .filter(upstream -> upstream.id().value().equals(id))
        .map(Upstream::protocol)
        .anyMatch(UpstreamProtocol.Cleartext.class::isInstance);
  }
}
