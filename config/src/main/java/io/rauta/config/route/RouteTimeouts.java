package io.rauta.config.route;

import java.time.Duration;
import java.util.Optional;

/**
 * How long requests of a rule may take.
 *
 * @param request the whole exchange
 * @param backendRequest one attempt, from its start to its response head; empty for no bound of its
 *     own
 */
public record RouteTimeouts(RequestTimeout request, Optional<Duration> backendRequest) {

  /** What the bound on the whole exchange covers. */
  public sealed interface RequestTimeout {

    /**
     * The default bound: from the end of the request to the response head. Does not apply to
     * upgraded connections.
     *
     * @param limit positive
     */
    record UntilResponseHead(Duration limit) implements RequestTimeout {
      public UntilResponseHead {
        requirePositive(limit);
      }
    }

    /**
     * A bound that the route asks for: from the request head to the last byte of the response, all
     * attempts included.
     *
     * @param limit positive
     */
    record Whole(Duration limit) implements RequestTimeout {
      public Whole {
        requirePositive(limit);
      }
    }

    /** No bound. */
    record Unlimited() implements RequestTimeout {}

    private static void requirePositive(Duration limit) {
      if (!limit.isPositive()) {
        throw new IllegalArgumentException("timeout " + limit + " is not positive");
      }
    }
  }
}
