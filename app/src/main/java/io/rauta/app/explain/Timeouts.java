package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Term;
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
  List<Term> of(RouteRule rule) {
    List<Term> all = new ArrayList<>();
    all.add(request(rule));
    all.add(
        new Term(
            "one attempt, until its answer begins",
            rule.timeouts().backendRequest().map(Terms::text).orElse(NONE),
            rule.timeouts().backendRequest().isPresent()
                ? Terms.field(rule, "timeouts.backendRequest")
                : "the route sets none"));
    all.add(setting("connecting to the backend", Catalogue.UPSTREAM_CONNECT_TIMEOUT));
    all.addAll(ofClient());
    all.add(setting("unused connection to the backend", Catalogue.UPSTREAM_IDLE_TIMEOUT));
    all.add(setting("age of a connection to the backend", Catalogue.UPSTREAM_MAX_AGE));
    all.add(setting("request under way when the process stops", Catalogue.DRAIN_TIMEOUT));
    return all;
  }

  /** Those that hold before a rule is known. */
  List<Term> ofClient() {
    return List.of(
        setting("request head", Catalogue.TIMEOUTS_REQUEST_HEAD),
        setting("silence inside a body", Catalogue.TIMEOUTS_BODY_IDLE),
        slowestBody(),
        setting("silence of a WebSocket or event stream", Catalogue.TIMEOUTS_STREAM_IDLE),
        setting("wait for the next request", Catalogue.TIMEOUTS_KEEP_ALIVE));
  }

  private Term request(RouteRule rule) {
    boolean noneBySetting = settings.get(Catalogue.REQUEST_TIMEOUT).isZero();
    return switch (rule.timeouts().request()) {
      case RequestTimeout.UntilResponseHead(Duration limit) ->
          new Term(
              "request, from its end until the answer begins",
              Terms.text(limit),
              source(Catalogue.REQUEST_TIMEOUT));
      case RequestTimeout.Whole(Duration limit) ->
          new Term(
              "request, from its head to the end of the answer",
              Terms.text(limit),
              Terms.field(rule, "timeouts.request"));
      case RequestTimeout.Unlimited _ ->
          new Term(
              "request",
              NONE,
              noneBySetting
                  ? source(Catalogue.REQUEST_TIMEOUT)
                  : Terms.field(rule, "timeouts.request"));
    };
  }

  private Term slowestBody() {
    int rate = settings.get(Catalogue.TIMEOUTS_BODY_MIN_RATE);
    return new Term(
        "slowest body, on average over 10 s",
        rate == 0 ? NONE : rate + " B/s",
        source(Catalogue.TIMEOUTS_BODY_MIN_RATE));
  }

  private Term setting(String name, Setting<Duration> setting) {
    return new Term(name, Terms.text(settings.get(setting)), source(setting));
  }

  private String source(Setting<?> setting) {
    return settings
        .origin(setting)
        .map(origin -> setting.key() + ", set by " + origin)
        .orElse("default of " + setting.key());
  }
}
