package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.StatusReport.Severity;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.BackendTlsPolicyNode;
import io.rauta.control.topology.ClassNode;
import io.rauta.control.topology.ClientCheck;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayTls;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.ParentNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Stray;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Lists all that is wrong, object by object. Used once. */
final class Findings {

  private final List<Finding> findings = new ArrayList<>();
  private final Binds binds;

  Findings(Binds binds) {
    this.binds = binds;
  }

  /**
   * All that is wrong.
   *
   * @param ofRoutes what is wrong with routes
   */
  List<Finding> of(Topology topology, List<Finding> ofRoutes) {
    for (ClassNode node : topology.classes()) {
      add("GatewayClass", node.key(), node.problems());
    }
    for (GatewayNode gateway : topology.gateways()) {
      add("Gateway", gateway.key(), topology.placement(gateway.key()).shortfalls());
      add("Gateway", gateway.key(), gateway.admits().problems());
      gateway
          .tls()
          .identity()
          .ifPresent(identity -> add("Gateway", gateway.key(), identity.unresolved()));
      add(gateway.key(), gateway.tls());
    }
    for (ListenerOwner owner : topology.listenerOwners()) {
      add(owner);
    }
    for (Stray stray : topology.strays()) {
      add(Severity.ERROR, stray.object(), List.of(stray.problem()));
    }
    findings.addAll(ofRoutes);
    for (BackendTlsPolicyNode policy : topology.backendTlsPolicies()) {
      if (!policy.gateways().isEmpty()) {
        add("BackendTLSPolicy", policy.key(), policy.overtaken().stream().toList());
        add("BackendTLSPolicy", policy.key(), policy.problems());
        add("BackendTLSPolicy", policy.key(), policy.unresolved());
      }
    }
    for (BackendNode backend : topology.backends()) {
      add("Backend", backend.key(), backend.problems());
    }
    return findings;
  }

  private void add(ObjectKey gateway, GatewayTls tls) {
    add("Gateway", gateway, tls.clients().unresolvedIssuers());
    for (ClientCheck check : new TreeMap<>(tls.clientsByPort()).values()) {
      add("Gateway", gateway, check.unresolvedIssuers());
    }
  }

  private void add(ListenerOwner owner) {
    ObjectRef object = owner.ref();
    add(Severity.ERROR, object, owner.problems());
    for (ListenerNode listener : owner.listeners()) {
      add(Severity.ERROR, object, listener.problems());
      add(Severity.ERROR, object, listener.admits().problems());
      listener.tls().ifPresent(tls -> add(Severity.ERROR, object, tls.unresolved()));
      if (owner.serves(listener) && binds.hasPlace(owner, listener)) {
        binds
            .failureOf(owner, listener)
            .ifPresent(
                failure ->
                    findings.add(
                        new Finding(
                            Severity.ERROR,
                            "not-bound",
                            object,
                            listener.field() + ".port",
                            failure)));
      }
    }
  }

  /** What is wrong with a route. */
  static List<Finding> of(RouteNode route) {
    ObjectRef object = route.ref();
    List<Finding> findings = new ArrayList<>(0);
    add(Severity.ERROR, object, route.problems(), findings);
    add(Severity.WARNING, object, route.notices(), findings);
    for (ParentNode parent : route.parents()) {
      add(Severity.ERROR, object, parent.refusal().stream().toList(), findings);
    }
    for (RuleNode rule : route.rules()) {
      add(Severity.ERROR, object, rule.problems(), findings);
      add(Severity.WARNING, object, rule.notices(), findings);
      add(Severity.ERROR, object, rule.unresolved(), findings);
    }
    return List.copyOf(findings);
  }

  private void add(String kind, ObjectKey key, List<Problem> problems) {
    add(Severity.ERROR, new ObjectRef(kind, key), problems);
  }

  private void add(Severity severity, ObjectRef object, List<Problem> problems) {
    add(severity, object, problems, findings);
  }

  private static void add(
      Severity severity, ObjectRef object, List<Problem> problems, List<Finding> findings) {
    for (Problem problem : problems) {
      findings.add(
          new Finding(severity, code(problem), object, problem.field(), problem.message()));
    }
  }

  /** The name of the problem's type: {@code ReferentMissing} is {@code referent-missing}. */
  private static String code(Problem problem) {
    String name = problem.getClass().getSimpleName();
    StringBuilder code = new StringBuilder(name.length() + 3);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        code.append('-');
      }
      code.append(Character.toLowerCase(c));
    }
    return code.toString();
  }
}
