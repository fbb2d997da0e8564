package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerEntry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerTLSConfig;
import io.rauta.control.syntax.Given;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A listener as its object has it; what is absent there is empty here.
 *
 * @param name its name
 * @param protocol the name of its protocol
 * @param port its port
 * @param hostname its hostname
 * @param allowedRoutes which routes may attach
 * @param tls how TLS is spoken
 */
record GivenListener(
    String name,
    String protocol,
    Optional<Integer> port,
    String hostname,
    Optional<AllowedRoutes> allowedRoutes,
    Optional<ListenerTLSConfig> tls) {

  /** A listener of a Gateway. */
  static GivenListener of(Listener listener) {
    return of(
        listener.getName(),
        listener.getProtocol(),
        listener.getPort(),
        listener.getHostname(),
        listener.getAllowedRoutes(),
        listener.getTls());
  }

  /** A listener of a ListenerSet. */
  static GivenListener of(ListenerEntry listener) {
    return of(
        listener.getName(),
        listener.getProtocol(),
        listener.getPort(),
        listener.getHostname(),
        listener.getAllowedRoutes(),
        listener.getTls());
  }

  private static GivenListener of(
      @Nullable String name,
      @Nullable String protocol,
      @Nullable Integer port,
      @Nullable String hostname,
      @Nullable AllowedRoutes allowedRoutes,
      @Nullable ListenerTLSConfig tls) {
    return new GivenListener(
        Given.text(name),
        Given.text(protocol),
        Optional.ofNullable(port),
        Given.text(hostname),
        Optional.ofNullable(allowedRoutes),
        Optional.ofNullable(tls));
  }
}
