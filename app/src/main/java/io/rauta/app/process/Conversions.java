package io.rauta.app.process;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.control.CompileSettings;

/** Turns settings into what control side and data plane take. */
final class Conversions {

  private Conversions() {}

  static CompileSettings compile(Settings settings) {
    return new CompileSettings(
        http(settings),
        settings.get(Catalogue.REQUEST_TIMEOUT),
        new ConnectionSettings(
            settings.get(Catalogue.UPSTREAM_CONNECT_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_IDLE_TIMEOUT),
            settings.get(Catalogue.UPSTREAM_MAX_AGE)),
        settings.get(Catalogue.UPSTREAM_BALANCING),
        new ClusterLimits(settings.get(Catalogue.UPSTREAM_MAX_REQUESTS)),
        settings.get(Catalogue.CONTROLLER_NAME));
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
