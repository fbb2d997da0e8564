package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Answer;
import io.rauta.app.explain.Explanation.Place;
import io.rauta.app.explain.Explanation.Rule;
import io.rauta.app.explain.Explanation.Seen;
import io.rauta.app.settings.Settings;
import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.StatusReport;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http1.syntax.JudgedRequest;
import io.rauta.proxy.route.RouteTable;
import io.rauta.proxy.route.RouteTrace;
import io.rauta.proxy.route.RouteTrace.AskedHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Explains requests by a configuration: which listener takes the connection, what the codec makes
 * of the request, which rule the route table finds, and what that rule does. Safe for use by
 * several threads.
 */
public final class Explainer {

  private final Timeouts timeouts;
  private volatile Optional<Compiled> latest = Optional.empty();

  /**
   * The rules of one listener, kept for the next request about it.
   *
   * @param listener compared by identity
   * @param table its rules
   */
  private record Compiled(ListenerConfig listener, RouteTable<RouteRule> table) {}

  /**
   * An explainer for configurations that were compiled with {@code settings}, which say where a
   * value comes from.
   */
  public Explainer(Settings settings) {
    this.timeouts = new Timeouts(settings);
  }

  /** Why {@code asked} gets its answer where {@code config} is served. */
  public Explanation explain(ProxyConfig config, StatusReport status, AskedRequest asked) {
    List<Explanation.PassedOver> notServed = NotServed.of(status);
    return switch (ListenerChoice.of(asked, config.listeners())) {
      case ListenerChoice.Refused(String why) ->
          new Explanation(
              asked.toString(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              new Answer.NoConnection(why),
              List.of(),
              List.of(),
              List.of(),
              notServed);
      case ListenerChoice.Taken(ListenerConfig listener, String why) ->
          switch (JudgedRequest.of(asked.head(), listener.http())) {
            case JudgedRequest.Refused(LocalReply reply) -> refused(asked, listener, why, reply);
            case JudgedRequest.Accepted(RequestHead head) ->
                new Routed(config, asked, listener, why, head)
                    .explain(table(listener).trace(head), timeouts, notServed);
          };
    };
  }

  private Explanation refused(
      AskedRequest asked, ListenerConfig listener, String why, LocalReply reply) {
    return new Explanation(
        asked.toString(),
        Optional.of(
            new Place(ListenerChoice.text(listener), why, Optional.empty(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        new Answer.OfGateway(reply.status(), reply.cause(), CauseText.of(reply), Optional.empty()),
        timeouts.ofClient(),
        List.of(),
        List.of(),
        List.of());
  }

  private RouteTable<RouteRule> table(ListenerConfig listener) {
    Optional<Compiled> known = latest.filter(compiled -> compiled.listener() == listener);
    if (known.isPresent()) {
      return known.get().table();
    }
    RouteTable<RouteRule> table = RouteTable.compile(listener.scopes(), rule -> rule, null);
    latest = Optional.of(new Compiled(listener, table));
    return table;
  }

  /**
   * A request that goes to the routes.
   *
   * @param config what is served
   * @param asked the request
   * @param listener who takes the connection
   * @param chosen why
   * @param head the request as the codec reads it
   */
  private record Routed(
      ProxyConfig config,
      AskedRequest asked,
      ListenerConfig listener,
      String chosen,
      RequestHead head) {

    Explanation explain(
        RouteTrace trace, Timeouts timeouts, List<Explanation.PassedOver> notServed) {
      Optional<RouteRule> winner = trace.winner();
      Candidates candidates = new Candidates(trace, head);
      return new Explanation(
          asked.toString(),
          Optional.of(place(trace)),
          Optional.of(seen()),
          winner.map(rule -> rule(trace, rule)),
          winner.map(rule -> answers().of(rule)).orElseGet(() -> noRoute(trace)),
          winner.map(rule -> timeouts.of(rule, head)).orElseGet(timeouts::ofClient),
          winner.map(Retries::of).orElse(List.of()),
          candidates.inOrder(),
          candidates.passedOver(notServed));
    }

    private Answers answers() {
      return new Answers(config.clusters(), stage());
    }

    private Rehearsal.Stage stage() {
      return new Rehearsal.Stage(asked, listener, head);
    }

    private Place place(RouteTrace trace) {
      return new Place(
          ListenerChoice.text(listener),
          chosen,
          trace.owner().map(HostScope::listener),
          trace.owner().map(scope -> scope.hostname().toString()));
    }

    private Seen seen() {
      String host =
          new String(
              head.host(),
              head.hostStart(),
              head.hostEnd() - head.hostStart(),
              StandardCharsets.ISO_8859_1);
      int query = head.pathEnd() + 1;
      return new Seen(
          host,
          head.path(),
          query > head.targetEnd()
              ? Optional.empty()
              : Optional.of(
                  new String(
                      head.target(),
                      query,
                      head.targetEnd() - query,
                      StandardCharsets.ISO_8859_1)));
    }

    private static Rule rule(RouteTrace trace, RouteRule rule) {
      String hostname =
          trace.asked().stream()
              .filter(host -> host.candidates().stream().anyMatch(c -> c.rule() == rule))
              .findFirst()
              .map(AskedHost::host)
              .map(VirtualHost::hostname)
              .map(Object::toString)
              .orElse("*");
      return new Rule(
          rule.id().route(),
          rule.id().rule(),
          rule.id().match(),
          rule.id().name(),
          hostname,
          MatchText.of(rule.match()),
          FilterText.of(rule));
    }

    private Answer noRoute(RouteTrace trace) {
      String why =
          trace.owner().isEmpty()
              ? "no listener on this address has the host"
              : trace.asked().isEmpty()
                  ? "no route of the listener has the host"
                  : "no rule for the host accepts the request";
      return stage().reply(LocalReply.NO_ROUTE, why);
    }
  }
}
