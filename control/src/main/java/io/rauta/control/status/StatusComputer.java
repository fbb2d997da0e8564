package io.rauta.control.status;

import io.rauta.config.ApplyReport;
import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.BackendEntry;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerSetEntry;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.BackendTlsPolicyNode;
import io.rauta.control.topology.ClassNode;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.Topology;
import java.util.HashMap;
import java.util.Map;

/**
 * Derives the desired status of every object of ours. A total function. A computer that is used
 * again keeps what it said of routes whose nodes are the very same; its result is that of a fresh
 * one.
 *
 * <p>Owned by one thread.
 */
public final class StatusComputer {

  private final String controllerName;
  private final RouteReports routes;
  private final AcceptedRoutes accepted = new AcceptedRoutes();

  /**
   * A computer that has seen nothing yet.
   *
   * @param controllerName the name under which routes and policies are answered for
   */
  public StatusComputer(String controllerName) {
    this.controllerName = controllerName;
    this.routes = new RouteReports(controllerName);
  }

  /** Derives the status as {@link #StatusComputer a fresh computer} does. */
  public static StatusReport compute(Topology topology, ApplyReport report, String controllerName) {
    return new StatusComputer(controllerName).compute(topology, report);
  }

  /**
   * Derives the status.
   *
   * @param topology the graph
   * @param report what became of the listeners compiled from it
   */
  public StatusReport compute(Topology topology, ApplyReport report) {
    Binds binds = new Binds(topology, report);
    accepted.update(topology);
    routes.update(topology.routes());
    ListenerStatus listeners = new ListenerStatus(topology, binds, accepted);
    return new StatusReport(
        classes(topology),
        gateways(topology, listeners, binds),
        listenerSets(topology, listeners, binds),
        routes.entries(RouteKind.HTTP_ROUTE),
        routes.entries(RouteKind.GRPC_ROUTE),
        backends(topology),
        policies(topology, controllerName),
        topology.gatewayObjects(),
        new Findings(binds).of(topology, routes.findings()),
        topology.apiServer());
  }

  private static Map<ObjectKey, ClassEntry> classes(Topology topology) {
    ClassStatus status = new ClassStatus(topology.apiServer());
    Map<ObjectKey, ClassEntry> entries = new HashMap<>();
    for (ClassNode node : topology.classes()) {
      entries.put(node.key(), status.of(node));
    }
    return entries;
  }

  private static Map<ObjectKey, GatewayEntry> gateways(
      Topology topology, ListenerStatus listeners, Binds binds) {
    GatewayStatus status = new GatewayStatus(topology, listeners, binds);
    Map<ObjectKey, GatewayEntry> entries = new HashMap<>();
    for (GatewayNode node : topology.gateways()) {
      entries.put(node.key(), status.of(node));
    }
    return entries;
  }

  private static Map<ObjectKey, ListenerSetEntry> listenerSets(
      Topology topology, ListenerStatus listeners, Binds binds) {
    ListenerSetStatus status = new ListenerSetStatus(topology, listeners, binds);
    Map<ObjectKey, ListenerSetEntry> entries = new HashMap<>();
    for (ListenerSetNode node : topology.listenerSets()) {
      entries.put(node.key(), status.of(node));
    }
    return entries;
  }

  private static Map<ObjectKey, BackendEntry> backends(Topology topology) {
    Map<ObjectKey, BackendEntry> entries = new HashMap<>();
    for (BackendNode node : topology.backends()) {
      entries.put(node.key(), BackendStatus.of(node));
    }
    return entries;
  }

  private static Map<ObjectKey, PolicyEntry> policies(Topology topology, String controllerName) {
    Map<ObjectKey, PolicyEntry> entries = new HashMap<>();
    for (BackendTlsPolicyNode node : topology.backendTlsPolicies()) {
      if (!node.gateways().isEmpty()) {
        entries.put(node.key(), BackendTlsPolicyStatus.of(node, controllerName));
      }
    }
    return entries;
  }
}
