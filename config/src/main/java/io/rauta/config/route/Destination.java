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
   * @param filters applied to this share only, after those of the rule; in any order, kept in the
   *     one in which they are applied
   * @param mirrors who gets copies of this share, besides those of the rule
   */
  record ToCluster(ClusterId cluster, List<FilterConfig> filters, List<Mirror> mirrors)
      implements Destination {
    public ToCluster {
      mirrors = List.copyOf(mirrors);
      filters = FilterConfig.inOrder(filters);
    }
  }

  /**
   * Nowhere: the client is sent elsewhere.
   *
   * @param to where
   * @param filters as of {@link ToCluster}
   */
  record Elsewhere(Redirection to, List<FilterConfig> filters) implements Destination {
    public Elsewhere {
      filters = FilterConfig.inOrder(filters);
    }
  }

  /**
   * A backend that cannot be used: its share is answered 500.
   *
   * @param reason for a person, never shown to clients
   */
  record Invalid(String reason) implements Destination {}
}
