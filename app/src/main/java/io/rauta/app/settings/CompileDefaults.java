package io.rauta.app.settings;

import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.tls.TlsSettings;
import io.rauta.control.AddressMode;
import io.rauta.control.CompileSettings;
import java.time.Duration;

/** Turns settings into what holds where no API object says anything. */
public final class CompileDefaults {

  private CompileDefaults() {}

  /** What {@code settings} say. */
  public static CompileSettings of(Settings settings) {
    return new CompileSettings(
        http(settings),
        tls(settings),
        requestTimeout(settings.get(Catalogue.REQUEST_TIMEOUT)),
        new ConnectionSettings(
            settings.get(Catalogue.UPSTREAM_CONNECT_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_IDLE_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_MAX_AGE)),
        settings.get(Catalogue.UPSTREAM_BALANCING),
        new ClusterLimits(settings.get(Catalogue.UPSTREAM_MAX_REQUESTS)),
        settings.get(Catalogue.CONTROLLER_NAME),
        addressMode(settings));
  }

  private static AddressMode addressMode(Settings settings) {
    return switch (settings.get(ClusterCatalogue.ADDRESS_MODE)) {
      case HOST -> new AddressMode.Host();
      case POOL -> new AddressMode.Pool(settings.get(ClusterCatalogue.ADDRESS_POOL));
      case SERVICE ->
          new AddressMode.Services(
              settings.get(ClusterCatalogue.SERVICE_TYPE),
              settings.get(ClusterCatalogue.REPLICAS_SERVICE),
              settings.get(ClusterCatalogue.SERVICE_PORTS));
    };
  }

  private static RequestTimeout requestTimeout(Duration limit) {
    return limit.isZero()
        ? new RequestTimeout.Unlimited()
        : new RequestTimeout.UntilResponseHead(limit);
  }

  private static TlsSettings tls(Settings settings) {
    return new TlsSettings(
        settings.get(Catalogue.TLS_OLDEST),
        settings.get(Catalogue.TLS_CIPHERS),
        settings.get(Catalogue.TLS_CURVES),
        settings.get(Catalogue.TLS_HANDSHAKE_TIMEOUT),
        settings.get(Catalogue.TLS_HANDSHAKES),
        settings.get(Catalogue.TLS_TICKET_LIFETIME));
  }

  private static HttpSettings http(Settings settings) {
    HttpLimits limits =
        new HttpLimits(
            settings.get(Catalogue.LIMITS_REQUEST_LINE),
            settings.get(Catalogue.LIMITS_FIELD),
            settings.get(Catalogue.LIMITS_FIELD_SECTION),
            settings.get(Catalogue.LIMITS_FIELD_COUNT),
            settings.get(Catalogue.LIMITS_REQUEST_BODY),
            settings.get(Catalogue.LIMITS_PIPELINED));
    HttpTimeouts timeouts =
        new HttpTimeouts(
            settings.get(Catalogue.TIMEOUTS_REQUEST_HEAD),
            settings.get(Catalogue.TIMEOUTS_KEEP_ALIVE),
            settings.get(Catalogue.TIMEOUTS_BODY_IDLE),
            settings.get(Catalogue.TIMEOUTS_BODY_MIN_RATE),
            settings.get(Catalogue.TIMEOUTS_STREAM_IDLE));
    return new HttpSettings(
        limits,
        timeouts,
        settings.get(Catalogue.TRUSTED_HOPS),
        settings.get(Catalogue.UPGRADES),
        http2(settings));
  }

  private static Http2Settings http2(Settings settings) {
    return new Http2Settings(
        settings.get(Catalogue.HTTP2_PRIOR_KNOWLEDGE),
        settings.get(Catalogue.HTTP2_STREAMS),
        settings.get(Catalogue.HTTP2_STREAM_WINDOW),
        settings.get(Catalogue.HTTP2_CONNECTION_WINDOW),
        settings.get(Catalogue.HTTP2_RESETS),
        settings.get(Catalogue.HTTP2_CONTROL_FRAMES));
  }
}
