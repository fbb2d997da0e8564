package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Term;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.Settings;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.RequestHead;
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
  List<Term> of(RouteRule rule, RequestHead head) {
    List<Term> all = new ArrayList<>();
    all.addAll(head.isGrpc() ? call(rule, head) : List.of(request(rule)));
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

  /** Those of a call of gRPC, for which the default of requests does not hold. */
  private List<Term> call(RouteRule rule, RequestHead head) {
    String name = "call, from its head to the end of the answer";
    int field = head.headers().find(FieldName.GRPC_TIMEOUT, 0);
    return List.of(
        field < 0
            ? new Term(name, NONE, "the client sends no grpc-timeout")
            : new Term(name, head.headers().value(field), "grpc-timeout of the client"),
        rule.timeouts().request() instanceof RequestTimeout.Whole(Duration limit)
            ? new Term(name, Terms.text(limit), Terms.field(rule, "timeouts.request"))
            : new Term(name, NONE, "the route sets none"),
        setting("silence inside a call", Catalogue.TIMEOUTS_STREAM_IDLE));
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
