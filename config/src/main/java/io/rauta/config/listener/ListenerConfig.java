package io.rauta.config.listener;

import java.util.List;

/**
 * One bound address and port and all that is served there.
 *
 * @param bind where to listen
 * @param http limits and habits of HTTP on this port
 * @param scopes the Gateway listeners that share the port; the one with the most specific hostname
 *     owns a request and no other is consulted (listener isolation)
 */
public record ListenerConfig(BindAddress bind, HttpSettings http, List<HostScope> scopes) {
  public ListenerConfig {
    scopes = List.copyOf(scopes);
  }
}
