package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose ports the listeners of a Gateway take: listeners on the same spot and port have to agree on
 * it. Gateways that share the addresses of a machine share its spots; where each has a place of its
 * own, each is a spot by itself.
 *
 * @param spots in no case shared by Gateways that are told apart by their place
 */
public record Ground(List<String> spots) {

  private static final List<String> WHOLE_MACHINE = List.of("*");

  public Ground {
    spots = List.copyOf(spots);
  }

  /** That of a Gateway at these addresses of the machine; none for all of them. */
  public static Ground ofMachine(List<String> addresses) {
    return new Ground(addresses.isEmpty() ? WHOLE_MACHINE : addresses);
  }

  /** That of a Gateway which shares it with no other. */
  public static Ground of(ObjectKey gateway) {
    return new Ground(List.of(gateway.toString()));
  }

  /** What a listener on {@code port} takes. */
  public List<Place> places(int port) {
    List<Place> places = new ArrayList<>(spots.size());
    for (String spot : spots) {
      places.add(new Place(spot, port));
    }
    return places;
  }

  /** A port of a spot. */
  public record Place(String spot, int port) {}
}
