package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.tls.KeyPair;
import java.util.Map;

/**
 * What one graph hands to the next.
 *
 * @param keyPairs what the Secrets held that were in use: used again where a Secret holds nothing
 *     that can be used
 * @param placements where Gateways were put by the process that leads, which the API may not show
 *     yet; none if another leads
 */
public record Carried(Map<ObjectKey, KeyPair> keyPairs, Map<ObjectKey, Placement> placements) {

  /** There was no graph before. */
  public static final Carried NOTHING = new Carried(Map.of(), Map.of());

  public Carried {
    keyPairs = Map.copyOf(keyPairs);
    placements = Map.copyOf(placements);
  }
}
