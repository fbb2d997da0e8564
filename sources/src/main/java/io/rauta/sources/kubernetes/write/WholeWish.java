package io.rauta.sources.kubernetes.write;

import io.rauta.control.AddressMode.ServiceType;
import io.rauta.control.GatewayObject;
import io.rauta.control.GatewayObject.Entrance;
import io.rauta.control.GatewayObject.EntrancePort;
import io.rauta.control.GatewayObject.Replica;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object that has to stand in the API for a Gateway.
 *
 * @param gateway the Gateway
 * @param labels all that it has to have
 * @param annotations all that it has to have
 * @param content its fields beside the metadata, as values of JSON
 */
record WholeWish(
    ObjectKey gateway,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, Object> content) {

  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String SLICE_MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String US = "rauta.io";

  /** All that has to stand for the Gateways, by name. */
  static Map<ObjectRef, WholeWish> of(Map<ObjectKey, GatewayObject> objects) {
    Map<ObjectRef, WholeWish> wishes = LinkedHashMap.newLinkedHashMap(objects.size());
    objects.forEach(
        (gateway, object) -> {
          ObjectKey key = new ObjectKey(gateway.namespace(), object.name());
          switch (object) {
            case GatewayObject.Account account ->
                wishes.put(WrittenKind.SERVICE_ACCOUNT.ref(key), account(gateway, account));
            case GatewayObject.Entrance entrance -> {
              wishes.put(WrittenKind.SERVICE.ref(key), service(gateway, entrance));
              addSlices(gateway, key, entrance, wishes);
            }
          }
        });
    return wishes;
  }

  /** The name of the Service that a slice belongs to; empty for all other objects. */
  String service() {
    return labels.getOrDefault(SERVICE_NAME, "");
  }

  /** Nobody authenticates with it, so that no pod needs a token of it. */
  private static WholeWish account(ObjectKey gateway, GatewayObject.Account account) {
    return new WholeWish(
        gateway,
        account.labels(),
        account.annotations(),
        Map.of("automountServiceAccountToken", false));
  }

  private static WholeWish service(ObjectKey gateway, Entrance entrance) {
    List<Object> ports = new ArrayList<>(entrance.ports().size());
    for (EntrancePort port : entrance.ports()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", port.name());
      fields.put("port", port.port());
      fields.put("protocol", "TCP");
      fields.put("targetPort", port.bound());
      ports.add(fields);
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", entrance.type().apiName());
    spec.put("ports", ports);
    entrance
        .address()
        .ifPresent(
            address ->
                spec.put(
                    entrance.type() == ServiceType.CLUSTER_IP ? "clusterIP" : "loadBalancerIP",
                    address));
    return new WholeWish(gateway, entrance.labels(), entrance.annotations(), Map.of("spec", spec));
  }

  /** One slice for each family of addresses; the first one stands even without endpoints. */
  private static void addSlices(
      ObjectKey gateway, ObjectKey key, Entrance entrance, Map<ObjectRef, WholeWish> wishes) {
    List<Replica> six = entrance.replicas().stream().filter(WholeWish::isSix).toList();
    List<Replica> four = entrance.replicas().stream().filter(one -> !isSix(one)).toList();
    if (!four.isEmpty() || six.isEmpty()) {
      wishes.put(WrittenKind.ENDPOINT_SLICE.ref(key), slice(gateway, key, entrance, "IPv4", four));
    }
    if (!six.isEmpty()) {
      ObjectKey name = new ObjectKey(key.namespace(), key.name() + "-ipv6");
      wishes.put(WrittenKind.ENDPOINT_SLICE.ref(name), slice(gateway, key, entrance, "IPv6", six));
    }
  }

  private static boolean isSix(Replica replica) {
    return replica.address().indexOf(':') >= 0;
  }

  private static WholeWish slice(
      ObjectKey gateway, ObjectKey service, Entrance entrance, String family, List<Replica> some) {
    Map<String, String> labels = new LinkedHashMap<>(entrance.labels());
    labels.put(SERVICE_NAME, service.name());
    labels.put(SLICE_MANAGED_BY, US);
    List<Object> endpoints = new ArrayList<>(some.size());
    for (Replica replica : some) {
      Map<String, Object> conditions = new LinkedHashMap<>();
      conditions.put("ready", replica.ready());
      conditions.put("serving", replica.serving());
      conditions.put("terminating", replica.terminating());
      endpoints.add(Map.of("addresses", List.of(replica.address()), "conditions", conditions));
    }
    List<Object> ports = new ArrayList<>(entrance.ports().size());
    for (EntrancePort port : entrance.ports()) {
      ports.add(Map.of("name", port.name(), "port", port.bound(), "protocol", "TCP"));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("addressType", family);
    content.put("endpoints", endpoints);
    content.put("ports", ports);
    return new WholeWish(gateway, labels, entrance.annotations(), content);
  }
}
