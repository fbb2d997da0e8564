package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.rauta.config.cluster.Reach;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may be asked for clients. Whoever may write EndpointSlices or Backends into a
 * cluster could otherwise have the gateway ask what only its own machine reaches (CVE-2021-25740).
 * Whoever writes the files of a gateway may name any address.
 */
public final class EndpointRanges {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";
  private static final ObjectKey API_SERVICE = new ObjectKey("default", "kubernetes");
  private static final String OWN_MACHINE = "it is the gateway's own machine";
  private static final String API_SERVER = "it is the API server";
  private static final Set<String> API_SERVER_NAMES = Set.of("kubernetes", "kubernetes.default");
  private static final String API_SERVER_DOMAIN = "kubernetes.default.svc";

  private final Reach reach;
  private final Set<String> apiServers = new HashSet<>();

  /** Judges endpoints that come from where {@code resources} do. */
  public EndpointRanges(Resources resources) {
    reach =
        switch (resources.apiServer()) {
          case ApiServer.Absent() -> Reach.ANYWHERE;
          case ApiServer.Present _ -> Reach.NETWORK;
        };
    if (reach == Reach.NETWORK) {
      resources.endpointSlices().forEach(this::addApiServers);
      Service service = resources.services().get(API_SERVICE);
      if (service != null) {
        addApiServers(service);
      }
    }
  }

  /** Where names may lead to. */
  public Reach reach() {
    return reach;
  }

  /**
   * Why {@code ip} may not be asked on {@code port}; empty if it may.
   *
   * @param ip an IP literal
   */
  public Optional<String> whyNot(String ip, int port) {
    return apiServers.contains(ip + " " + port)
        ? Optional.of(API_SERVER)
        : reach.whyNot(InetAddress.ofLiteral(ip).getAddress());
  }

  /** Why a socket of the gateway's machine may not be asked; empty if it may. */
  public Optional<String> whyNoSocket() {
    return switch (reach) {
      case ANYWHERE -> Optional.empty();
      case NETWORK -> Optional.of(OWN_MACHINE);
    };
  }

  /**
   * Why a DNS name may not be asked; empty if it may, or if that depends on its addresses.
   *
   * @param name in lower case
   */
  public Optional<String> whyNoName(String name) {
    return switch (reach) {
      case ANYWHERE -> Optional.empty();
      case NETWORK ->
          name.equals("localhost") || name.endsWith(".localhost")
              ? Optional.of(OWN_MACHINE)
              : API_SERVER_NAMES.contains(name) || name.startsWith(API_SERVER_DOMAIN)
                  ? Optional.of(API_SERVER)
                  : Optional.empty();
    };
  }

  private void addApiServers(ObjectKey key, EndpointSlice slice) {
    boolean isOfApi =
        key.namespace().equals(API_SERVICE.namespace())
            && slice.getMetadata() != null
            && slice.getMetadata().getLabels() != null
            && API_SERVICE.name().equals(slice.getMetadata().getLabels().get(SERVICE_LABEL));
    if (!isOfApi) {
      return;
    }
    List<Integer> ports = new ArrayList<>(1);
    for (EndpointPort port : Given.list(slice.getPorts())) {
      if (port != null && port.getPort() != null) {
        ports.add(port.getPort());
      }
    }
    for (Endpoint endpoint : Given.list(slice.getEndpoints())) {
      if (endpoint != null) {
        add(Given.list(endpoint.getAddresses()), ports);
      }
    }
  }

  private void addApiServers(Service service) {
    if (service.getSpec() == null) {
      return;
    }
    List<Integer> ports = new ArrayList<>(1);
    for (ServicePort port : Given.list(service.getSpec().getPorts())) {
      if (port != null && port.getPort() != null) {
        ports.add(port.getPort());
      }
    }
    add(Given.list(service.getSpec().getClusterIPs()), ports);
  }

  private void add(List<String> addresses, List<Integer> ports) {
    for (String address : addresses) {
      IpLiterals.parse(Given.text(address))
          .ifPresent(ip -> ports.forEach(port -> apiServers.add(ip + " " + port)));
    }
  }
}
