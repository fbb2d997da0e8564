package io.rauta.config.route;

import io.rauta.config.cluster.ClusterId;
import io.rauta.config.filter.FilterConfig;
import java.util.List;

/** Where a share of a rule's requests goes. */
public sealed interface Destination {

  /**
   * An upstream.
   *
   * @param cluster its id
   * @param filters applied to this share only, after those of the rule
   */
  record ToCluster(ClusterId cluster, List<FilterConfig> filters) implements Destination {
    public ToCluster {
      filters = List.copyOf(filters);
    }
  }

  /**
   * A backend that cannot be used: its share is answered 500.
   *
   * @param reason for a person, never shown to clients
   */
  record Invalid(String reason) implements Destination {}
}
