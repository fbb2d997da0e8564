package io.rauta.control.topology.place;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.rauta.control.GatewayObject.Replica;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The replicas of this gateway, from the EndpointSlices of the Service that selects them. */
final class Replicas {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private Replicas() {}

  /** Those behind {@code service}, each once, in the order of their addresses. */
  static List<Replica> of(ObjectKey service, Resources resources) {
    Map<String, Replica> replicas = new TreeMap<>();
    for (Map.Entry<ObjectKey, EndpointSlice> entry : resources.endpointSlices().entrySet()) {
      if (isOf(service, entry.getKey(), entry.getValue())) {
        for (Endpoint endpoint : Given.list(entry.getValue().getEndpoints())) {
          if (endpoint != null) {
            add(endpoint, replicas);
          }
        }
      }
    }
    return List.copyOf(replicas.values());
  }

  private static boolean isOf(ObjectKey service, ObjectKey key, EndpointSlice slice) {
    return key.namespace().equals(service.namespace())
        && slice.getMetadata() != null
        && slice.getMetadata().getLabels() != null
        && service.name().equals(slice.getMetadata().getLabels().get(SERVICE_LABEL));
  }

  /** Where two slices differ about a replica, the one that says it is ready was written later. */
  private static void add(Endpoint endpoint, Map<String, Replica> into) {
    EndpointConditions conditions = endpoint.getConditions();
    boolean ready = conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    Boolean says = conditions == null ? null : conditions.getServing();
    boolean serving = says == null ? ready : says;
    boolean terminating = conditions != null && Boolean.TRUE.equals(conditions.getTerminating());
    for (String address : Given.list(endpoint.getAddresses())) {
      IpLiterals.parse(Given.text(address))
          .ifPresent(
              ip ->
                  into.merge(
                      ip,
                      new Replica(ip, ready, serving, terminating),
                      (one, other) -> one.ready() ? one : other));
    }
  }
}
