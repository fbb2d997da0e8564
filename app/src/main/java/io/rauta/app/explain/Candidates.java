package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Candidate;
import io.rauta.app.explain.Explanation.Outcome;
import io.rauta.app.explain.Explanation.PassedOver;
import io.rauta.config.listener.HostScope;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTrace;
import io.rauta.proxy.route.RouteTrace.AskedHost;
import io.rauta.proxy.route.RouteTrace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of everything but the winner why it did not serve a request. Used once. */
final class Candidates {

  private final RouteTrace trace;
  private final RequestHead head;

  Candidates(RouteTrace trace, RequestHead head) {
    this.trace = trace;
    this.head = head;
  }

  /** The rules of all hostnames that have the host, in order of precedence. */
  List<Candidate> inOrder() {
    List<Candidate> all = new ArrayList<>();
    Optional<Winner> winner = winner();
    for (AskedHost asked : trace.asked()) {
      HostPattern hostname = asked.host().hostname();
      for (RouteTrace.Candidate candidate : asked.candidates()) {
        RouteRule rule = candidate.rule();
        all.add(
            new Candidate(
                all.size() + 1,
                rule.id().route(),
                rule.id().rule(),
                rule.id().match(),
                rule.id().name(),
                hostname.toString(),
                MatchText.of(rule.match()),
                candidate.verdict() instanceof Verdict.Won ? Outcome.WON : Outcome.LOST,
                why(candidate, hostname, winner)));
      }
    }
    return all;
  }

  private String why(
      RouteTrace.Candidate candidate, HostPattern hostname, Optional<Winner> winner) {
    return switch (candidate.verdict()) {
      case Verdict.Won _ -> "the first that accepts the request";
      case Verdict.Lost(var miss) -> Reasons.of(miss, candidate.rule().match(), head);
      case Verdict.TooLate _ ->
          Reasons.ofLater(
              winner.orElseThrow().hostname(),
              winner.orElseThrow().rule(),
              hostname,
              candidate.rule());
    };
  }

  /**
   * The rule that serves.
   *
   * @param hostname of its virtual host
   * @param rule the rule
   */
  private record Winner(HostPattern hostname, RouteRule rule) {}

  private Optional<Winner> winner() {
    return trace.asked().stream()
        .flatMap(
            asked ->
                asked.candidates().stream()
                    .filter(candidate -> candidate.verdict() instanceof Verdict.Won)
                    .map(won -> new Winner(asked.host().hostname(), won.rule())))
        .findFirst();
  }

  /** Listeners and hostnames that were not asked, and behind them {@code notServed}. */
  List<PassedOver> passedOver(List<PassedOver> notServed) {
    List<PassedOver> all = new ArrayList<>();
    for (HostScope scope : trace.lessSpecific()) {
      all.add(new PassedOver(name(scope), "its hostname is less specific than the owner's"));
    }
    for (HostScope scope : trace.otherHosts()) {
      all.add(new PassedOver(name(scope), "it is for other hosts"));
    }
    for (VirtualHost host : trace.notAsked()) {
      all.add(
          new PassedOver(
              "hostname " + host.hostname() + " (" + routes(host) + ")", "it is another host"));
    }
    all.addAll(notServed);
    return all;
  }

  private static String name(HostScope scope) {
    return "listener " + scope.listener() + " (" + scope.hostname() + ")";
  }

  private static String routes(VirtualHost host) {
    return String.join(
        ", ", host.rules().stream().map(rule -> rule.id().route()).distinct().toList());
  }
}
