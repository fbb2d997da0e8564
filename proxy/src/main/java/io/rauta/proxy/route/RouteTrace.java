package io.rauta.proxy.route;

import io.rauta.config.listener.HostScope;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link RouteTable} came to its answer for one request.
 *
 * @param owner the scope that owns the host; empty where none does
 * @param lessSpecific scopes that have the host too, but less specifically
 * @param otherHosts scopes that do not have the host
 * @param asked the virtual hosts of the owner that have the host, in order of precedence
 * @param notAsked the virtual hosts of the owner that do not have the host
 */
public record RouteTrace(
    Optional<HostScope> owner,
    List<HostScope> lessSpecific,
    List<HostScope> otherHosts,
    List<AskedHost> asked,
    List<VirtualHost> notAsked) {
  public RouteTrace {
    lessSpecific = List.copyOf(lessSpecific);
    otherHosts = List.copyOf(otherHosts);
    asked = List.copyOf(asked);
    notAsked = List.copyOf(notAsked);
  }

  /** The rule that serves the request; empty where none does. */
  public Optional<RouteRule> winner() {
    return asked.stream()
        .flatMap(host -> host.candidates().stream())
        .filter(candidate -> candidate.verdict() instanceof Verdict.Won)
        .map(Candidate::rule)
        .findFirst();
  }

  /**
   * A virtual host and what became of its rules.
   *
   * @param host the virtual host
   * @param candidates its rules, in order of precedence
   */
  public record AskedHost(VirtualHost host, List<Candidate> candidates) {
    public AskedHost {
      candidates = List.copyOf(candidates);
    }

    boolean hasWinner() {
      return candidates.stream().anyMatch(c -> c.verdict() instanceof Verdict.Won);
    }
  }

  /**
   * A rule that could have served the request.
   *
   * @param rule the rule
   * @param verdict what became of it
   */
  public record Candidate(RouteRule rule, Verdict verdict) {}

  /** What became of a rule. */
  public sealed interface Verdict {

    /** It serves the request. */
    record Won() implements Verdict {}

    /** It accepts the request, but one before it does so, too. */
    record TooLate() implements Verdict {}

    /**
     * It does not accept the request.
     *
     * @param miss why
     */
    record Lost(Miss miss) implements Verdict {}
  }

  /** The first part of a match that does not hold. */
  public sealed interface Miss {

    /** The path. */
    record Path() implements Miss {}

    /** The request is no call of gRPC. */
    record NoCall() implements Miss {}

    /** The method. */
    record Method() implements Miss {}

    /**
     * A header.
     *
     * @param index its place among the header conditions of the match, from 0
     */
    record Header(int index) implements Miss {}

    /**
     * A query parameter.
     *
     * @param index its place among the query conditions of the match, from 0
     */
    record Query(int index) implements Miss {}
  }
}
