package io.rauta.control.status;

import io.rauta.config.ApplyReport;
import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.BackendEntry;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerSetEntry;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.BackendTlsPolicyNode;
import io.rauta.control.topology.ClassNode;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology;
import java.util.HashMap;
import java.util.Map;

/** Derives the desired status of every object of ours. A total function. */
public final class StatusComputer {

  private StatusComputer() {}

  /**
   * Derives the status.
   *
   * @param topology the graph
   * @param report what became of the listeners compiled from it
   * @param controllerName the name under which routes are answered for
   */
  public static StatusReport compute(Topology topology, ApplyReport report, String controllerName) {
    Binds binds = new Binds(report);
    ListenerStatus listeners = new ListenerStatus(topology, binds);
    return new StatusReport(
        classes(topology),
        gateways(topology, listeners, binds),
        listenerSets(topology, listeners, binds),
        routes(topology, RouteKind.HTTP_ROUTE, controllerName),
        routes(topology, RouteKind.GRPC_ROUTE, controllerName),
        backends(topology),
        policies(topology, controllerName),
        new Findings(binds).of(topology));
  }

  private static Map<ObjectKey, ClassEntry> classes(Topology topology) {
    Map<ObjectKey, ClassEntry> entries = new HashMap<>();
    for (ClassNode node : topology.classes()) {
      entries.put(node.key(), ClassStatus.of(node));
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

  private static Map<ObjectKey, RouteEntry> routes(
      Topology topology, RouteKind kind, String controllerName) {
    RouteStatus status = new RouteStatus(controllerName);
    Map<ObjectKey, RouteEntry> entries = new HashMap<>();
    for (RouteNode node : topology.routes()) {
      if (node.kind() == kind && !node.parents().isEmpty()) {
        entries.put(node.key(), status.of(node));
      }
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
