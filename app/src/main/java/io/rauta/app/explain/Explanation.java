package io.rauta.app.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why one request gets the answer that it gets. Written as JSON, its components are the fields.
 *
 * @param request method and URL
 * @param listener who takes the connection; empty where nobody does
 * @param seen the request as the codec reads it; empty where it is refused
 * @param rule the rule that serves it; empty where none does
 * @param answer what the client gets
 * @param timeouts every bound of time in force
 * @param retries what has another attempt follow a failed one; none where no backend is asked
 * @param candidates the rules of the listener for this host, in order of precedence
 * @param passedOver listeners, hostnames and routes that were not asked, each with the reason
 */
public record Explanation(
    String request,
    Optional<Place> listener,
    Optional<Seen> seen,
    Optional<Rule> rule,
    Answer answer,
    List<Term> timeouts,
    List<Term> retries,
    List<Candidate> candidates,
    List<PassedOver> passedOver) {
  public Explanation {
    timeouts = List.copyOf(timeouts);
    retries = List.copyOf(retries);
    candidates = List.copyOf(candidates);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Where the request comes in.
   *
   * @param address what is bound
   * @param chosen why this address
   * @param name the listener that owns the host, as {@code namespace/gateway/listener}; empty where
   *     none does
   * @param hostname the hostname of that listener
   */
  public record Place(
      String address, String chosen, Optional<String> name, Optional<String> hostname) {}

  /**
   * A request as the codec reads it.
   *
   * @param host without port
   * @param path in canonical form, which is matched
   * @param query without its mark; empty where there is none
   */
  public record Seen(String host, String path, Optional<String> query) {}

  /**
   * The rule that serves.
   *
   * @param route as {@code Kind/namespace/name}
   * @param rule its index in the route, from 0
   * @param match index of the match in the rule, from 0
   * @param name what the route calls the rule; empty if it has no name
   * @param hostname the hostname of the route that was matched
   * @param accepts what the match asks for
   * @param filters in the order in which they are applied
   */
  public record Rule(
      String route,
      int rule,
      int match,
      Optional<String> name,
      String hostname,
      String accepts,
      List<String> filters) {
    public Rule {
      filters = List.copyOf(filters);
    }
  }

  /** What the client gets. */
  public sealed interface Answer {

    /**
     * No connection.
     *
     * @param why the reason
     */
    record NoConnection(String why) implements Answer {}

    /**
     * An answer of the gateway's own.
     *
     * @param status its status code
     * @param cause as metrics have it
     * @param why the reason
     * @param grpcStatus what a call of gRPC is told instead of the status code; empty where the
     *     request is none
     */
    record OfGateway(int status, String cause, String why, Optional<Integer> grpcStatus)
        implements Answer {}

    /**
     * The answer of a backend.
     *
     * @param shares who is asked, by weight
     */
    record OfBackend(List<Share> shares) implements Answer {
      public OfBackend {
        shares = List.copyOf(shares);
      }
    }
  }

  /**
   * A share of the requests of a rule.
   *
   * @param percent how many of a hundred requests
   * @param backend who is asked
   * @param asked the method, path and query that it gets; empty where it is not asked
   * @param host the host that it gets
   * @param endpoints where it listens
   * @param filters of this share only
   * @param instead the answer of the gateway's own that this share gets; empty where it gets the
   *     backend's
   */
  public record Share(
      double percent,
      String backend,
      Optional<String> asked,
      Optional<String> host,
      List<String> endpoints,
      List<String> filters,
      Optional<Answer.OfGateway> instead) {
    public Share {
      endpoints = List.copyOf(endpoints);
      filters = List.copyOf(filters);
    }
  }

  /**
   * One thing that is in force.
   *
   * @param name what it is about
   * @param value what holds, or {@code none}
   * @param source where it comes from
   */
  public record Term(String name, String value, String source) {}

  /** What became of a candidate. */
  public enum Outcome {
    WON,
    LOST
  }

  /**
   * A rule that could have served.
   *
   * @param place in the order of precedence, from 1
   * @param route as {@code Kind/namespace/name}
   * @param rule its index in the route, from 0
   * @param match index of the match in the rule, from 0
   * @param name what the route calls the rule; empty if it has no name
   * @param hostname the hostname of the route
   * @param accepts what the match asks for
   * @param outcome what became of it
   * @param why the reason
   */
  public record Candidate(
      int place,
      String route,
      int rule,
      int match,
      Optional<String> name,
      String hostname,
      String accepts,
      Outcome outcome,
      String why) {}

  /**
   * What was not asked.
   *
   * @param what a listener, a hostname of the listener, or a route
   * @param why the reason
   */
  public record PassedOver(String what, String why) {}
}
