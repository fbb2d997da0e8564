package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a port of a Service, from its EndpointSlices: the ready endpoints, or if none is
 * ready those that still serve while they terminate.
 */
final class ServiceEndpoints {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private final Map<ObjectKey, List<EndpointSlice>> slices = new HashMap<>();

  ServiceEndpoints(Map<ObjectKey, EndpointSlice> objects) {
    for (Map.Entry<ObjectKey, EndpointSlice> entry : objects.entrySet()) {
      EndpointSlice slice = entry.getValue();
      if (slice.getMetadata() != null && slice.getMetadata().getLabels() != null) {
        String service = slice.getMetadata().getLabels().get(SERVICE_LABEL);
        if (service != null) {
          slices
              .computeIfAbsent(
                  new ObjectKey(entry.getKey().namespace(), service), key -> new ArrayList<>())
              .add(slice);
        }
      }
    }
  }

  /** The endpoints of {@code port}. */
  List<EndpointAddress> of(ObjectKey service, ServicePort port) {
    List<EndpointAddress> ready = new ArrayList<>();
    List<EndpointAddress> leaving = new ArrayList<>();
    for (EndpointSlice slice : slices.getOrDefault(service, List.of())) {
      int number = portOf(slice, Given.text(port.getName()));
      if (number == 0 || "FQDN".equals(slice.getAddressType())) {
        continue;
      }
      for (Endpoint endpoint : Given.list(slice.getEndpoints())) {
        if (endpoint != null) {
          add(endpoint, number, ready, leaving);
        }
      }
    }
    return ready.isEmpty() ? leaving : ready;
  }

  /** The number of the slice's port of that name, 0 if it has none. */
  private static int portOf(EndpointSlice slice, String name) {
    for (EndpointPort port : Given.list(slice.getPorts())) {
      if (port != null
          && name.equals(Given.text(port.getName()))
          && isTcp(port.getProtocol())
          && port.getPort() != null
          && port.getPort() >= 1
          && port.getPort() <= 65_535) {
        return port.getPort();
      }
    }
    return 0;
  }

  private static void add(
      Endpoint endpoint, int port, List<EndpointAddress> ready, List<EndpointAddress> leaving) {
    EndpointConditions conditions = endpoint.getConditions();
    boolean isReady = conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    boolean isLeaving = !isReady && isServing(conditions) && isTerminating(conditions);
    if (!isReady && !isLeaving) {
      return;
    }
    List<EndpointAddress> into = isReady ? ready : leaving;
    for (String address : Given.list(endpoint.getAddresses())) {
      Optional<String> ip = IpLiterals.parse(Given.text(address));
      if (ip.isPresent()) {
        into.add(new EndpointAddress.Ip(ip.get(), port));
      }
    }
  }

  private static boolean isServing(@Nullable EndpointConditions conditions) {
    return conditions != null && Boolean.TRUE.equals(conditions.getServing());
  }

  private static boolean isTerminating(@Nullable EndpointConditions conditions) {
    return conditions != null && Boolean.TRUE.equals(conditions.getTerminating());
  }

  static boolean isTcp(@Nullable String protocol) {
    return protocol == null || protocol.isEmpty() || protocol.equals("TCP");
  }
}
