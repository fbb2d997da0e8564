package io.rauta.sources.kubernetes.write;

import io.rauta.control.ApiServer;
import io.rauta.control.GatewayObject;
import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.StatusReport.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of status of one Gateway and of routes. */
final class Reports {

  private Reports() {}

  static StatusReport report(long generation, String message) {
    return report(generation, message, List.of());
  }

  static StatusReport report(long generation, String message, List<ObjectKey> routes) {
    Condition accepted = new Condition("Accepted", Truth.TRUE, "Accepted", message);
    Map<ObjectKey, RouteEntry> entries = new HashMap<>();
    ParentRef parent =
        new ParentRef(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "web",
            Optional.empty(),
            Optional.empty());
    for (ObjectKey route : routes) {
      entries.put(
          route,
          new RouteEntry(
              1, List.of(new ParentEntry(parent, StatusWriterTest.US, List.of(accepted)))));
    }
    return new StatusReport(
        Map.of(),
        Map.of(
            StatusWriterTest.GATEWAY,
            new GatewayEntry(generation, List.of(), List.of(accepted), List.of(), 0)),
        Map.of(),
        entries,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        new ApiServer.Present(new ApiServer.Bundle("v1.7.0", "standard"), true));
  }

  static StatusReport withObjects(StatusReport report, Map<ObjectKey, GatewayObject> objects) {
    return new StatusReport(
        Map.of(),
        report.gateways(),
        Map.of(),
        report.httpRoutes(),
        Map.of(),
        Map.of(),
        Map.of(),
        objects,
        List.of(),
        report.apiServer());
  }

  static StatusReport withServer(StatusReport report, ApiServer server) {
    return new StatusReport(
        Map.of(),
        report.gateways(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        server);
  }
}
