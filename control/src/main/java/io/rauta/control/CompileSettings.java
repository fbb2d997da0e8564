package io.rauta.control;

import io.rauta.config.cluster.ClusterConfig.Balancing;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.tls.TlsSettings;
import java.time.Duration;

/**
 * What holds for every listener, rule and upstream unless an API object says otherwise.
 *
 * @param http limits and habits of every listener
 * @param tls how TLS is spoken with clients
 * @param requestTimeout the bound on rules that set none
 * @param connections how upstream connections are made and kept
 * @param balancing how endpoints are picked
 * @param limits what may be under way towards one upstream
 * @param controllerName GatewayClasses with this controller name are ours
 * @param addressMode how Gateways come by their addresses
 */
public record CompileSettings(
    HttpSettings http,
    TlsSettings tls,
    RequestTimeout requestTimeout,
    ConnectionSettings connections,
    Balancing balancing,
    ClusterLimits limits,
    String controllerName,
    AddressMode addressMode) {

  public static final CompileSettings DEFAULT =
      new CompileSettings(
          HttpSettings.DEFAULT,
          TlsSettings.DEFAULT,
          new RequestTimeout.UntilResponseHead(Duration.ofSeconds(30)),
          ConnectionSettings.DEFAULT,
          Balancing.LEAST_REQUEST,
          ClusterLimits.NONE,
          "rauta.io/gateway-controller",
          new AddressMode.Host());

  public CompileSettings {
    if (controllerName.isEmpty()) {
      throw new IllegalArgumentException("controllerName is empty");
    }
  }
}
