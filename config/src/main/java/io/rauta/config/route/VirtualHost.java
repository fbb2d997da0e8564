package io.rauta.config.route;

import java.util.List;

/**
 * The rules of one route hostname.
 *
 * @param hostname which hosts the rules are for
 * @param rules in order of precedence: the first whose match accepts the request is served
 */
public record VirtualHost(HostPattern hostname, List<RouteRule> rules) {
  public VirtualHost {
    rules = List.copyOf(rules);
  }
}
