package io.rauta.app.process;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.control.CompileSettings;
import io.rauta.proxy.DrainSettings;
import io.rauta.proxy.ServerSettings;
import io.rauta.proxy.loop.Transport;
import java.time.Duration;
import java.util.Locale;

/** Turns settings into what control side and data plane take. */
final class Conversions {

  private Conversions() {}

  static CompileSettings compile(Settings settings) {
    return new CompileSettings(
        http(settings),
        requestTimeout(settings.get(Catalogue.REQUEST_TIMEOUT)),
        new ConnectionSettings(
            settings.get(Catalogue.UPSTREAM_CONNECT_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_IDLE_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_MAX_AGE)),
        settings.get(Catalogue.UPSTREAM_BALANCING),
        new ClusterLimits(settings.get(Catalogue.UPSTREAM_MAX_REQUESTS)),
        settings.get(Catalogue.CONTROLLER_NAME));
  }

  /**
   * How the data plane is started.
   *
   * @throws StartFailure if the transport that was asked for does not work here
   */
  static ServerSettings server(Settings settings) throws StartFailure {
    Transport transport =
        switch (settings.get(Catalogue.TRANSPORT)) {
          case AUTO -> Transport.preferred();
          case EPOLL -> Transport.EPOLL;
          case IO_URING -> Transport.IO_URING;
          case NIO -> Transport.NIO;
        };
    if (!transport.isAvailable()) {
      throw new StartFailure(
          settings.origin(Catalogue.TRANSPORT).map(Object::toString).orElse("transport")
              + ": "
              + transport.name().toLowerCase(Locale.ROOT)
              + " does not work on this system; use auto");
    }
    return new ServerSettings(
        settings.get(Catalogue.WORKERS), transport, settings.get(Catalogue.LIMITS_CONNECTIONS));
  }

  static DrainSettings drain(Settings settings) {
    return new DrainSettings(
        settings.get(Catalogue.DRAIN_DELAY),
        settings.get(Catalogue.DRAIN_TIMEOUT),
        settings.get(Catalogue.DRAIN_IDLE_GRACE));
  }

  private static RequestTimeout requestTimeout(Duration limit) {
    return limit.isZero()
        ? new RequestTimeout.Unlimited()
        : new RequestTimeout.UntilResponseHead(limit);
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
        limits, timeouts, settings.get(Catalogue.TRUSTED_HOPS), settings.get(Catalogue.UPGRADES));
  }
}
