package io.rauta.control.topology.place;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.AddressMode.ServiceType;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Service that stands in the API for a Gateway, as far as it is there already.
 *
 * @param service null where there is none
 */
record OwnedService(@Nullable Service service) {

  private static final String NO_ADDRESS = "None";

  /** That of {@code gateway}: of the name it would get, and owned by that very object. */
  static OwnedService of(ObjectKey gateway, Resources resources) {
    Service found = resources.services().get(key(gateway));
    String uid = Placements.uid(resources, gateway);
    return new OwnedService(found != null && isOwned(found, uid) ? found : null);
  }

  static ObjectKey key(ObjectKey gateway) {
    return new ObjectKey(gateway.namespace(), ObjectNames.object(gateway.name()));
  }

  private static boolean isOwned(Service service, String uid) {
    if (uid.isEmpty() || service.getMetadata() == null) {
      return false;
    }
    for (OwnerReference owner : Given.list(service.getMetadata().getOwnerReferences())) {
      if (owner != null && uid.equals(owner.getUid())) {
        return true;
      }
    }
    return false;
  }

  /** What is bound for each of its ports, as far as that is within {@code range}. */
  Map<Integer, Integer> ports(PortRange range) {
    Map<Integer, Integer> ports = new TreeMap<>();
    if (service == null || service.getSpec() == null) {
      return ports;
    }
    for (ServicePort port : Given.list(service.getSpec().getPorts())) {
      Integer target =
          port == null || port.getTargetPort() == null ? null : port.getTargetPort().getIntVal();
      if (target != null
          && port.getPort() != null
          && target >= range.first()
          && target <= range.last()) {
        ports.putIfAbsent(port.getPort(), target);
      }
    }
    return ports;
  }

  /** Where clients reach it. */
  List<Address> addresses(ServiceType type) {
    if (service == null) {
      return List.of();
    }
    return switch (type) {
      case LOAD_BALANCER -> ofLoadBalancer(service);
      case CLUSTER_IP -> ofCluster(service);
    };
  }

  private static List<Address> ofLoadBalancer(Service service) {
    List<Address> addresses = new ArrayList<>(1);
    if (service.getStatus() != null && service.getStatus().getLoadBalancer() != null) {
      for (LoadBalancerIngress ingress :
          Given.list(service.getStatus().getLoadBalancer().getIngress())) {
        String ip = ingress == null ? "" : Given.text(ingress.getIp());
        String hostname = ingress == null ? "" : Given.text(ingress.getHostname());
        if (!ip.isEmpty()) {
          addIp(ip, addresses);
        } else if (!hostname.isEmpty()) {
          addresses.add(new Address("Hostname", hostname));
        }
      }
    }
    return addresses;
  }

  private static List<Address> ofCluster(Service service) {
    List<Address> addresses = new ArrayList<>(1);
    if (service.getSpec() != null) {
      for (String ip : Given.list(service.getSpec().getClusterIPs())) {
        addIp(Given.text(ip), addresses);
      }
      if (addresses.isEmpty()) {
        addIp(Given.text(service.getSpec().getClusterIP()), addresses);
      }
    }
    return addresses;
  }

  private static void addIp(String ip, List<Address> into) {
    if (!ip.equals(NO_ADDRESS)) {
      IpLiterals.parse(ip).ifPresent(literal -> into.add(new Address("IPAddress", literal)));
    }
  }
}
