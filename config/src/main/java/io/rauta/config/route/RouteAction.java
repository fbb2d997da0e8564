package io.rauta.config.route;

import java.util.List;

/** What is done with a request that a rule accepted. */
public sealed interface RouteAction {

  /**
   * Sends it to one of several destinations, by weight.
   *
   * @param destinations at least one; the weights add up to more than 0
   * @param mirrors who gets copies, whatever the destination
   * @param retry which requests are sent again
   */
  record Forward(List<WeightedDestination> destinations, List<Mirror> mirrors, RetryPolicy retry)
      implements RouteAction {
    public Forward {
      destinations = List.copyOf(destinations);
      mirrors = List.copyOf(mirrors);
      if (destinations.stream().mapToLong(WeightedDestination::weight).sum() <= 0) {
        throw new IllegalArgumentException("the weights of all destinations add up to 0");
      }
    }
  }

  /**
   * Sends the client elsewhere.
   *
   * @param to where
   */
  record Redirect(Redirection to) implements RouteAction {}

  /**
   * Answers 500: the rule is broken, names no backend, or asks for something that cannot be done.
   *
   * @param reason for a person, shown where the configuration is explained and never to clients
   */
  record Fail(String reason) implements RouteAction {}
}
