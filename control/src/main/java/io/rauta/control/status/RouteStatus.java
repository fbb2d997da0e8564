package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.ParentNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Status of routes.
 *
 * <p>A route with a match that cannot be understood is not accepted and not served. Rules that
 * cannot be done otherwise, for example for a filter that is not supported, answer 500, or
 * UNAVAILABLE to calls: if all are such, the route is not accepted; if some are, it is accepted and
 * {@code PartiallyInvalid} names them, in the words that the Gateway API sets for dropped rules.
 */
final class RouteStatus {

  private final String controllerName;

  RouteStatus(String controllerName) {
    this.controllerName = controllerName;
  }

  RouteEntry of(RouteNode route) {
    Condition resolvedRefs = resolvedRefs(route);
    List<ParentEntry> parents = new ArrayList<>(route.parents().size());
    for (ParentNode parent : route.parents()) {
      Condition accepted = accepted(route, parent);
      List<Condition> conditions = new ArrayList<>(3);
      conditions.add(accepted);
      if (parent.refusal().isEmpty()) {
        partiallyInvalid(route).ifPresent(conditions::add);
      }
      conditions.add(resolvedRefs);
      parents.add(new ParentEntry(parent.ref(), controllerName, conditions));
    }
    return new RouteEntry(route.generation(), parents);
  }

  /** Whether a route is accepted by the listeners that it attaches to. */
  static boolean isAccepted(RouteNode route) {
    return route.problems().isEmpty() && brokenRules(route) < route.rules().size();
  }

  private static int brokenRules(RouteNode route) {
    int broken = 0;
    for (RuleNode rule : route.rules()) {
      if (!rule.problems().isEmpty()) {
        broken++;
      }
    }
    return broken;
  }

  private static Condition accepted(RouteNode route, ParentNode parent) {
    if (parent.refusal().isPresent()) {
      Problem refusal = parent.refusal().get();
      return Conditions.fails(Reasons.ACCEPTED, refusalReason(refusal), refusal);
    }
    if (!route.problems().isEmpty()) {
      return Conditions.fails(
          Reasons.ACCEPTED, Reasons.UNSUPPORTED_VALUE, route.problems().getFirst());
    }
    if (!isAccepted(route)) {
      Problem problem = route.rules().getFirst().problems().getFirst();
      return Conditions.fails(Reasons.ACCEPTED, ruleReason(problem), problem);
    }
    return Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED);
  }

  private static Optional<Condition> partiallyInvalid(RouteNode route) {
    if (!isAccepted(route) || brokenRules(route) == 0) {
      return Optional.empty();
    }
    String answer =
        switch (route.kind()) {
          case HTTP_ROUTE -> " (answered 500): ";
          case GRPC_ROUTE -> " (answered UNAVAILABLE): ";
        };
    StringBuilder message = new StringBuilder("Dropped Rule");
    String separator = " ";
    for (RuleNode rule : route.rules()) {
      if (!rule.problems().isEmpty()) {
        message
            .append(separator)
            .append(rule.place())
            .append(answer)
            .append(Conditions.text(rule.problems().getFirst()));
        separator = "; ";
      }
    }
    return Optional.of(
        Conditions.holds(Reasons.PARTIALLY_INVALID, Reasons.UNSUPPORTED_VALUE, message.toString()));
  }

  private static Condition resolvedRefs(RouteNode route) {
    for (RuleNode rule : route.rules()) {
      List<Problem> unresolved = rule.unresolved();
      if (!unresolved.isEmpty()) {
        Problem first = unresolved.getFirst();
        return Conditions.fails(Reasons.RESOLVED_REFS, backendReason(first), first);
      }
    }
    return Conditions.holds(Reasons.RESOLVED_REFS, Reasons.RESOLVED_REFS);
  }

  private static String ruleReason(Problem problem) {
    return problem instanceof Problem.Incompatible
        ? Reasons.INCOMPATIBLE_FILTERS
        : Reasons.UNSUPPORTED_VALUE;
  }

  private static String refusalReason(Problem problem) {
    return switch (problem) {
      case Problem.NotAdmitted refused -> Reasons.NOT_ALLOWED_BY_LISTENERS;
      case Problem.NoCommonHostname refused -> Reasons.NO_MATCHING_LISTENER_HOSTNAME;
      default -> Reasons.NO_MATCHING_PARENT;
    };
  }

  private static String backendReason(Problem problem) {
    return switch (problem) {
      case Problem.ReferentKindUnknown refused -> Reasons.INVALID_KIND;
      case Problem.NotGranted refused -> Reasons.REF_NOT_PERMITTED;
      case Problem.ProtocolNotServed refused -> Reasons.UNSUPPORTED_PROTOCOL;
      case Problem.ReferentUnusable refused -> Reasons.UNSUPPORTED_VALUE;
      default -> Reasons.BACKEND_NOT_FOUND;
    };
  }
}
