package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
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
  private static final String CLOUD_METADATA = "it is where clouds tell secrets of a machine";

  /** Those that are not link-local anyway: of Amazon over IPv6, Alibaba and Azure. */
  private static final Set<String> METADATA =
      Set.of("fd00:ec2::254", "100.100.100.200", "168.63.129.16");

  private final ApiServer origin;
  private final Set<String> apiServers = new HashSet<>();

  /** Judges endpoints that come from where {@code resources} do. */
  public EndpointRanges(Resources resources) {
    origin = resources.apiServer();
    if (origin instanceof ApiServer.Present) {
      resources.endpointSlices().forEach(this::addApiServers);
      Service service = resources.services().get(API_SERVICE);
      if (service != null) {
        addApiServers(service);
      }
    }
  }

  /**
   * Why {@code ip} may not be asked on {@code port}; empty if it may.
   *
   * @param ip an IP literal
   */
  public Optional<String> whyNot(String ip, int port) {
    return switch (origin) {
      case ApiServer.Absent() -> Optional.empty();
      case ApiServer.Present _ -> refusal(ip, port);
    };
  }

  /** Why a socket of the gateway's machine may not be asked; empty if it may. */
  public Optional<String> whyNoSocket() {
    return switch (origin) {
      case ApiServer.Absent() -> Optional.empty();
      case ApiServer.Present _ -> Optional.of(OWN_MACHINE);
    };
  }

  /** Why a DNS name may not be asked; empty if it may. */
  public Optional<String> whyNoName(String name) {
    boolean isLocal = name.equals("localhost") || name.endsWith(".localhost");
    return isLocal ? whyNoSocket() : Optional.empty();
  }

  private Optional<String> refusal(String ip, int port) {
    InetAddress address = InetAddress.ofLiteral(ip);
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Optional.of(OWN_MACHINE);
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("it is link-local, as are the secrets of machines in clouds");
    }
    if (METADATA.contains(ip)) {
      return Optional.of(CLOUD_METADATA);
    }
    if (address.isMulticastAddress() || (bytes.length == 4 && isReserved(bytes[0]))) {
      return Optional.of("it is no address of a single machine");
    }
    return apiServers.contains(ip + " " + port)
        ? Optional.of("it is the API server")
        : Optional.empty();
  }

  /** 0.0.0.0/8 and 240.0.0.0/4, broadcast among them. */
  private static boolean isReserved(byte first) {
    return first == 0 || (first & 0xf0) == 0xf0;
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
