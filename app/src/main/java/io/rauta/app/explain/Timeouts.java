package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Timeout;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.Settings;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Names every bound of time and says where it comes from. */
final class Timeouts {

  private static final String NONE = "none";

  private final Settings settings;

  Timeouts(Settings settings) {
    this.settings = settings;
  }

  /** Those of a request that a rule serves. */
  List<Timeout> of(RouteRule rule) {
    List<Timeout> all = new ArrayList<>();
    all.add(request(rule));
    all.add(
        new Timeout(
            "one attempt, until its answer begins",
            rule.timeouts().backendRequest().map(Timeouts::text).orElse(NONE),
            rule.timeouts().backendRequest().isPresent()
                ? field(rule, "backendRequest")
                : "the route sets none"));
    all.add(setting("connecting to the backend", Catalogue.UPSTREAM_CONNECT_TIMEOUT));
    all.addAll(ofClient());
    all.add(setting("unused connection to the backend", Catalogue.UPSTREAM_IDLE_TIMEOUT));
    all.add(setting("age of a connection to the backend", Catalogue.UPSTREAM_MAX_AGE));
    return all;
  }

  /** Those that hold before a rule is known. */
  List<Timeout> ofClient() {
    return List.of(
        setting("request head", Catalogue.TIMEOUTS_REQUEST_HEAD),
        setting("silence inside a body", Catalogue.TIMEOUTS_BODY_IDLE),
        setting("silence of a WebSocket or event stream", Catalogue.TIMEOUTS_STREAM_IDLE),
        setting("wait for the next request", Catalogue.TIMEOUTS_KEEP_ALIVE));
  }

  private Timeout request(RouteRule rule) {
    boolean noneBySetting = settings.get(Catalogue.REQUEST_TIMEOUT).isZero();
    return switch (rule.timeouts().request()) {
      case RequestTimeout.UntilResponseHead(Duration limit) ->
          new Timeout(
              "request, from its end until the answer begins",
              text(limit),
              source(Catalogue.REQUEST_TIMEOUT));
      case RequestTimeout.Whole(Duration limit) ->
          new Timeout(
              "request, from its head to the end of the answer",
              text(limit),
              field(rule, "request"));
      case RequestTimeout.Unlimited _ ->
          new Timeout(
              "request",
              NONE,
              noneBySetting ? source(Catalogue.REQUEST_TIMEOUT) : field(rule, "request"));
    };
  }

  private Timeout setting(String name, Setting<Duration> setting) {
    return new Timeout(name, text(settings.get(setting)), source(setting));
  }

  private String source(Setting<?> setting) {
    return settings
        .origin(setting)
        .map(origin -> setting.key() + ", set by " + origin)
        .orElse("default of " + setting.key());
  }

  private static String field(RouteRule rule, String name) {
    return rule.id().route() + " spec.rules[" + rule.id().rule() + "].timeouts." + name;
  }

  private static String text(Duration value) {
    return Catalogue.REQUEST_TIMEOUT.format().print(value);
  }
}
