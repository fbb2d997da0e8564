package io.rauta.control.topology;

import io.rauta.config.cluster.ClusterId;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RetryPolicy;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.filter.RouteFilters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route.
 *
 * @param kind what it routes
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param hostnames its hostnames; none for those of the listener
 * @param rules its rules in its order; none if it names no parent of ours
 * @param parents its references to Gateways and ListenerSets of ours
 * @param problems why it is not served at all; none if it is
 * @param notices what is wrong without changing what is served
 */
public record RouteNode(
    RouteKind kind,
    ObjectKey key,
    long generation,
    List<HostPattern> hostnames,
    List<RuleNode> rules,
    List<ParentNode> parents,
    List<Problem> problems,
    List<Problem> notices) {
  public RouteNode {
    hostnames = List.copyOf(hostnames);
    rules = List.copyOf(rules);
    parents = List.copyOf(parents);
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }

  /** Its kind and name. */
  public ObjectRef ref() {
    return new ObjectRef(kind.apiName(), key);
  }

  /** The names of its rules: {@code Kind/namespace/name}. */
  public String name() {
    return kind.apiName() + "/" + key;
  }

  /**
   * A reference to a Gateway or ListenerSet of ours.
   *
   * @param index its place among the parent references of the route, from 0
   * @param ref the reference as the route has it
   * @param parent what it refers to
   * @param listeners indices of the listeners it attaches to, ascending
   * @param refusal why it attaches to none; empty if it attaches
   */
  public record ParentNode(
      int index,
      ParentRef ref,
      ObjectRef parent,
      List<Integer> listeners,
      Optional<Problem> refusal) {
    public ParentNode {
      listeners = List.copyOf(listeners);
    }
  }

  /**
   * A rule.
   *
   * @param place which of the rules of the route it is
   * @param matches the alternatives, in its order; at least one
   * @param filters what is done to its requests and responses
   * @param backends in its order
   * @param delivery how its requests are brought to a backend
   * @param problems why its requests are answered 500; none if they are not
   * @param notices what is wrong without changing what is served
   */
  public record RuleNode(
      RulePlace place,
      List<RequestMatch> matches,
      RouteFilters filters,
      List<BackendRefNode> backends,
      Delivery delivery,
      List<Problem> problems,
      List<Problem> notices) {
    public RuleNode {
      matches = List.copyOf(matches);
      backends = List.copyOf(backends);
      problems = List.copyOf(problems);
      notices = List.copyOf(notices);
    }

    /** Its place among the rules of the route, from 0. */
    public int index() {
      return place.index();
    }

    /** Why references of the rule lead to nothing, in its order. */
    public List<Problem> unresolved() {
      List<Problem> unresolved = new ArrayList<>(filters.unresolved());
      for (BackendRefNode backend : backends) {
        switch (backend.target()) {
          case BackendTarget.Usable usable -> unresolved.addAll(usable.filters().unresolved());
          case BackendTarget.Unusable(Problem problem) -> unresolved.add(problem);
          case BackendTarget.Withheld(Problem _) -> {}
        }
      }
      return unresolved;
    }
  }

  /**
   * Which of the rules of a route is meant.
   *
   * @param index its place among them, from 0
   * @param name what the route calls it; empty if it has no name
   */
  public record RulePlace(int index, Optional<String> name) {
    @Override
    public String toString() {
      return index + name.map(text -> " \"" + text + "\"").orElse("");
    }
  }

  /**
   * How the requests of a rule are brought to a backend.
   *
   * @param timeouts how long that may take
   * @param retry which of them are sent again
   */
  public record Delivery(Timeouts timeouts, RetryPolicy retry) {}

  /**
   * The timeouts that a rule sets.
   *
   * @param request zero for no limit; empty if it sets none
   * @param backendRequest zero for no limit; empty if it sets none
   */
  public record Timeouts(Optional<Duration> request, Optional<Duration> backendRequest) {
    public static final Timeouts NONE = new Timeouts(Optional.empty(), Optional.empty());
  }

  /**
   * A backend reference.
   *
   * @param weight 0 to 1,000,000
   * @param target what it resolves to
   */
  public record BackendRefNode(int weight, BackendTarget target) {}

  /** What a backend reference resolves to. */
  public sealed interface BackendTarget {

    /**
     * An upstream.
     *
     * @param upstream its name
     * @param filters of this reference only
     */
    record Usable(ClusterId upstream, RouteFilters filters) implements BackendTarget {}

    /**
     * Nothing that can be asked.
     *
     * @param problem why
     */
    record Unusable(Problem problem) implements BackendTarget {}

    /**
     * Somebody who is there and may not be asked.
     *
     * @param problem why not
     */
    record Withheld(Problem problem) implements BackendTarget {}
  }
}
