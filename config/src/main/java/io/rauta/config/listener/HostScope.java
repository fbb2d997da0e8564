package io.rauta.config.listener;

import io.rauta.config.route.HostPattern;
import io.rauta.config.route.VirtualHost;
import java.util.List;

/**
 * One listener of a Gateway or ListenerSet: a hostname and the routes attached under it.
 *
 * @param listener its name as {@code namespace/gateway/listener} or {@code
 *     ListenerSet/namespace/set/listener}, for explanations
 * @param hostname which hosts it owns
 * @param security how its connections are protected
 * @param virtualHosts its routes by their hostnames, most specific hostname first; when no rule of
 *     one matches, the next whose hostname matches is asked
 */
public record HostScope(
    String listener, HostPattern hostname, Security security, List<VirtualHost> virtualHosts) {
  public HostScope {
    virtualHosts = List.copyOf(virtualHosts);
  }
}
