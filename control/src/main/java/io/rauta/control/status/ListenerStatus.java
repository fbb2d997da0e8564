package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.RouteKind;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Overlap;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status of listeners. */
final class ListenerStatus {

  private final Topology topology;
  private final Binds binds;
  private final AcceptedRoutes accepted;

  ListenerStatus(Topology topology, Binds binds, AcceptedRoutes accepted) {
    this.topology = topology;
    this.binds = binds;
    this.accepted = accepted;
  }

  /** The status of each listener of {@code owner}, in its order. */
  List<ListenerEntry> of(ListenerOwner owner) {
    List<ListenerEntry> entries = new ArrayList<>(owner.listeners().size());
    for (ListenerNode listener : owner.listeners()) {
      entries.add(of(owner, listener));
    }
    return entries;
  }

  private ListenerEntry of(ListenerOwner owner, ListenerNode listener) {
    return new ListenerEntry(
        listener.name(),
        kinds(listener),
        attachedRoutes(owner, listener),
        conditions(owner, listener));
  }

  private List<Condition> conditions(ListenerOwner owner, ListenerNode listener) {
    List<Condition> conditions = new ArrayList<>(5);
    conditions.add(accepted(listener));
    conditions.add(conflicted(listener));
    Overlap overlap = topology.overlaps().get(new ListenerKey(owner.ref(), listener.index()));
    if (overlap != null) {
      conditions.add(ListenerTlsStatus.overlapping(overlap));
    }
    conditions.add(programmed(owner, listener));
    conditions.add(resolvedRefs(listener));
    return conditions;
  }

  private static List<RouteKind> kinds(ListenerNode listener) {
    return listener.admits().kinds().stream()
        .map(kind -> new RouteKind(ApiNames.GATEWAY_GROUP, kind.apiName()))
        .toList();
  }

  private int attachedRoutes(ListenerOwner owner, ListenerNode listener) {
    return accepted.of(new ListenerKey(owner.ref(), listener.index()));
  }

  private static Condition accepted(ListenerNode listener) {
    if (listener.problems().isEmpty()) {
      return listener
          .tls()
          .flatMap(ListenerTlsStatus::refusal)
          .orElseGet(() -> Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED));
    }
    Problem problem = listener.problems().getFirst();
    return Conditions.fails(Reasons.ACCEPTED, reason(problem), problem);
  }

  private static Condition conflicted(ListenerNode listener) {
    if (!listener.problems().isEmpty()) {
      Problem problem = listener.problems().getFirst();
      if (problem instanceof Problem.HostnameTaken || problem instanceof Problem.ProtocolTaken) {
        return Conditions.holds(Reasons.CONFLICTED, reason(problem), Conditions.text(problem));
      }
    }
    return Conditions.fails(Reasons.CONFLICTED, Reasons.NO_CONFLICTS, "");
  }

  private Condition programmed(ListenerOwner owner, ListenerNode listener) {
    if (!listener.problems().isEmpty()) {
      Problem problem = listener.problems().getFirst();
      boolean conflict =
          problem instanceof Problem.HostnameTaken || problem instanceof Problem.ProtocolTaken;
      return Conditions.fails(
          Reasons.PROGRAMMED, conflict ? reason(problem) : Reasons.INVALID, problem);
    }
    if (listener.admits().kinds().isEmpty()) {
      return Conditions.fails(
          Reasons.PROGRAMMED, Reasons.INVALID, "the listener admits no route that it can serve");
    }
    if (!listener.canShakeHands()) {
      return Conditions.fails(
          Reasons.PROGRAMMED, Reasons.INVALID, "the listener lacks the certificates it needs");
    }
    if (!owner.problems().isEmpty()) {
      return Conditions.fails(
          Reasons.PROGRAMMED, Reasons.INVALID, "the " + owner.ref().kind() + " is not accepted");
    }
    Optional<String> failure = binds.failureOf(owner, listener);
    String reason = binds.hasPlace(owner, listener) ? Reasons.PORT_UNAVAILABLE : Reasons.PENDING;
    return failure.isPresent()
        ? Conditions.fails(Reasons.PROGRAMMED, reason, failure.get())
        : Conditions.holds(Reasons.PROGRAMMED, Reasons.PROGRAMMED);
  }

  private static Condition resolvedRefs(ListenerNode listener) {
    Optional<Condition> unresolved = listener.tls().flatMap(ListenerTlsStatus::unresolved);
    if (unresolved.isPresent()) {
      return unresolved.get();
    }
    return listener.admits().problems().isEmpty()
        ? Conditions.holds(Reasons.RESOLVED_REFS, Reasons.RESOLVED_REFS)
        : Conditions.fails(
            Reasons.RESOLVED_REFS,
            Reasons.INVALID_ROUTE_KINDS,
            listener.admits().problems().getFirst());
  }

  private static String reason(Problem problem) {
    return switch (problem) {
      case Problem.HostnameTaken taken -> Reasons.HOSTNAME_CONFLICT;
      case Problem.ProtocolTaken taken -> Reasons.PROTOCOL_CONFLICT;
      case Problem.ProtocolNotServed notServed -> Reasons.UNSUPPORTED_PROTOCOL;
      default -> Reasons.UNSUPPORTED_VALUE;
    };
  }
}
