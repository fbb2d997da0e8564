package io.rauta.control.topology.place;

import io.rauta.control.AddressMode;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.AskedPlace;
import io.rauta.control.topology.AskedPlace.AskedAddress;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.Ground;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each Gateway its place.
 *
 * <p>What a Gateway has it keeps, unless an older one asks for it. Something new is given out only
 * by the process that leads, the oldest Gateway first. Such a process remembers what it gave out
 * before ({@code before}), since the API shows it later than it is served.
 */
public final class Placements {

  private Placements() {}

  /** Whose ports a Gateway takes. */
  public static Ground ground(AddressMode mode, ObjectKey gateway, AskedPlace asked) {
    return switch (mode) {
      case AddressMode.Host() -> Ground.ofMachine(onMachine(asked));
      case AddressMode.Pool _, AddressMode.Services _ -> Ground.of(gateway);
    };
  }

  /**
   * The place of each Gateway.
   *
   * @param gateways oldest first, their conflicts settled
   * @param owners those and their ListenerSets
   * @param resources what the API shows
   * @param before places that this process gave out while it led
   */
  public static Map<ObjectKey, Placement> of(
      AddressMode mode,
      List<GatewayNode> gateways,
      List<ListenerOwner> owners,
      Resources resources,
      Map<ObjectKey, Placement> before) {
    Map<ObjectKey, Placement> given = resources.apiServer().leads() ? before : Map.of();
    return switch (mode) {
      case AddressMode.Host() -> onMachine(gateways);
      case AddressMode.Pool(var range) -> new PoolAddresses(range, resources, given).of(gateways);
      case AddressMode.Services services ->
          new ServicePlaces(services, resources, given).of(gateways, owners);
    };
  }

  private static Map<ObjectKey, Placement> onMachine(List<GatewayNode> gateways) {
    Map<ObjectKey, Placement> placements = HashMap.newHashMap(gateways.size());
    for (GatewayNode gateway : gateways) {
      placements.put(gateway.key(), new Placement.OnMachine(onMachine(gateway.asked())));
    }
    return placements;
  }

  private static List<String> onMachine(AskedPlace asked) {
    return asked.wantsAny()
        ? List.of()
        : asked.fixed().stream().map(AskedAddress.Fixed::ip).toList();
  }

  /** Whether a new place may be given to {@code gateway}. */
  static boolean mayGet(GatewayNode gateway, Resources resources) {
    return gateway.problems().isEmpty() && resources.apiServer().leads();
  }

  /** The id by which the API tells an object from another of the same name; empty without one. */
  static String uid(Resources resources, ObjectKey gateway) {
    var object = resources.gateways().get(gateway);
    return object == null || object.getMetadata() == null
        ? ""
        : Given.text(object.getMetadata().getUid());
  }
}
