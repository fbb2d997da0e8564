package io.rauta.control.topology.place;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.rauta.control.AddressMode;
import io.rauta.control.ApiServer;
import io.rauta.control.GatewayObject;
import io.rauta.control.GatewayObject.EntrancePort;
import io.rauta.control.GatewayObject.Replica;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.topology.AskedPlace;
import io.rauta.control.topology.AskedPlace.AskedAddress;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Placement.BehindService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has to stand in the API for each Gateway; nothing where there is no API server. */
public final class GatewayObjects {

  private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";
  private static final String CLASS_NAME = "gateway.networking.k8s.io/gateway-class-name";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String US = "rauta";

  private GatewayObjects() {}

  /**
   * The object of each Gateway. One that is being deleted has none, and neither has one behind a
   * Service that would have no port.
   */
  public static Map<ObjectKey, GatewayObject> of(
      AddressMode mode,
      List<GatewayNode> gateways,
      Map<ObjectKey, Placement> placements,
      Resources resources) {
    return switch (resources.apiServer()) {
      case ApiServer.Absent() -> Map.of();
      case ApiServer.Present _ ->
          switch (mode) {
            case AddressMode.Host(), AddressMode.Pool _ -> accounts(gateways, resources);
            case AddressMode.Services services ->
                entrances(services, gateways, placements, resources);
          };
    };
  }

  private static Map<ObjectKey, GatewayObject> accounts(
      List<GatewayNode> gateways, Resources resources) {
    Map<ObjectKey, GatewayObject> accounts = HashMap.newHashMap(gateways.size());
    for (GatewayNode gateway : gateways) {
      if (isStaying(gateway.key(), resources)) {
        accounts.put(
            gateway.key(),
            new GatewayObject.Account(
                ObjectNames.object(gateway.key().name()),
                labels(gateway),
                gateway.asked().annotations()));
      }
    }
    return accounts;
  }

  private static Map<ObjectKey, GatewayObject> entrances(
      AddressMode.Services mode,
      List<GatewayNode> gateways,
      Map<ObjectKey, Placement> placements,
      Resources resources) {
    List<Replica> replicas = Replicas.of(mode.replicas(), resources);
    Map<ObjectKey, GatewayObject> entrances = HashMap.newHashMap(gateways.size());
    for (GatewayNode gateway : gateways) {
      if (placements.get(gateway.key()) instanceof BehindService place
          && !place.ports().isEmpty()
          && isStaying(gateway.key(), resources)) {
        entrances.put(
            gateway.key(),
            new GatewayObject.Entrance(
                ObjectNames.object(gateway.key().name()),
                labels(gateway),
                gateway.asked().annotations(),
                mode.type(),
                gateway.asked().fixed().stream().findFirst().map(AskedAddress.Fixed::ip),
                ports(place),
                replicas));
      }
    }
    return entrances;
  }

  private static boolean isStaying(ObjectKey gateway, Resources resources) {
    Gateway object = resources.gateways().get(gateway);
    return object == null
        || object.getMetadata() == null
        || object.getMetadata().getDeletionTimestamp() == null;
  }

  private static Map<String, String> labels(GatewayNode gateway) {
    AskedPlace asked = gateway.asked();
    Map<String, String> labels = new TreeMap<>(asked.labels());
    labels.put(MANAGED_BY, US);
    labels.put(GATEWAY_NAME, ObjectNames.label(gateway.key().name()));
    labels.put(CLASS_NAME, ObjectNames.label(asked.className()));
    return labels;
  }

  private static List<EntrancePort> ports(BehindService place) {
    List<EntrancePort> ports = new ArrayList<>(place.ports().size());
    new TreeMap<>(place.ports()).forEach((port, bound) -> ports.add(new EntrancePort(port, bound)));
    return ports;
  }
}
