package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.PlaceProblem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import io.rauta.control.topology.Topology.Stray;
import io.rauta.control.topology.trust.EndpointRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a port of a Service, from its EndpointSlices: the ready endpoints, or if none is
 * ready those that still serve while they terminate. Those that may not be asked are left out, and
 * told as {@link #strays}.
 */
final class ServiceEndpoints {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private final Map<ObjectKey, List<Slice>> slices = new HashMap<>();
  private final Map<ObjectKey, Stray> refused = new TreeMap<>();
  private final EndpointRanges ranges;

  ServiceEndpoints(Map<ObjectKey, EndpointSlice> objects, EndpointRanges ranges) {
    this.ranges = ranges;
    for (Map.Entry<ObjectKey, EndpointSlice> entry : objects.entrySet()) {
      EndpointSlice slice = entry.getValue();
      if (slice.getMetadata() != null && slice.getMetadata().getLabels() != null) {
        String service = slice.getMetadata().getLabels().get(SERVICE_LABEL);
        if (service != null) {
          slices
              .computeIfAbsent(
                  new ObjectKey(entry.getKey().namespace(), service), key -> new ArrayList<>())
              .add(new Slice(entry.getKey(), slice));
        }
      }
    }
  }

  private record Slice(ObjectKey key, EndpointSlice object) {}

  /** The slices with an endpoint that may not be asked, of those that were looked at, by name. */
  List<Stray> strays() {
    return List.copyOf(refused.values());
  }

  /** The endpoints of {@code port}. */
  List<EndpointAddress> of(ObjectKey service, ServicePort port) {
    List<EndpointAddress> ready = new ArrayList<>();
    List<EndpointAddress> leaving = new ArrayList<>();
    for (Slice slice : slices.getOrDefault(service, List.of())) {
      int number = portOf(slice.object(), Given.text(port.getName()));
      if (number == 0 || "FQDN".equals(slice.object().getAddressType())) {
        continue;
      }
      List<Endpoint> endpoints = Given.list(slice.object().getEndpoints());
      for (int i = 0; i < endpoints.size(); i++) {
        if (endpoints.get(i) != null) {
          add(
              slice.key(),
              i,
              endpoints.get(i),
              number,
              isReady(endpoints.get(i)) ? ready : leaving);
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

  private static boolean isReady(Endpoint endpoint) {
    EndpointConditions conditions = endpoint.getConditions();
    return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
  }

  private void add(
      ObjectKey slice, int index, Endpoint endpoint, int port, List<EndpointAddress> into) {
    EndpointConditions conditions = endpoint.getConditions();
    if (!isReady(endpoint) && !(isServing(conditions) && isTerminating(conditions))) {
      return;
    }
    for (String address : Given.list(endpoint.getAddresses())) {
      Optional<String> ip = IpLiterals.parse(Given.text(address));
      if (ip.isPresent()) {
        Optional<String> why = ranges.whyNot(ip.get(), port);
        if (why.isPresent()) {
          refuse(slice, "endpoints[" + index + "].addresses", ip.get(), why.get());
        } else {
          into.add(new EndpointAddress.Ip(ip.get(), port));
        }
      }
    }
  }

  /** Of several endpoints one is told, the same in whatever order the ports are looked at. */
  private void refuse(ObjectKey slice, String field, String ip, String why) {
    Stray told =
        new Stray(
            new ObjectRef("EndpointSlice", slice),
            new PlaceProblem.EndpointRefused(field, ip, why));
    refused.merge(
        slice,
        told,
        (one, other) ->
            one.problem().field().compareTo(other.problem().field()) <= 0 ? one : other);
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
