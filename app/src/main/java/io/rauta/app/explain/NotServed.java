package io.rauta.app.explain;

import static io.rauta.control.StatusReport.inOrder;

import io.rauta.app.explain.Explanation.PassedOver;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.StatusReport.Truth;
import java.util.ArrayList;
import java.util.List;

/** Finds the routes that could not be asked because a parent does not accept them. */
final class NotServed {

  private NotServed() {}

  static List<PassedOver> of(StatusReport status) {
    List<PassedOver> all = new ArrayList<>();
    inOrder(status.httpRoutes()).forEach((key, entry) -> add("HTTPRoute/" + key, entry, all));
    inOrder(status.grpcRoutes()).forEach((key, entry) -> add("GRPCRoute/" + key, entry, all));
    return all;
  }

  private static void add(String route, RouteEntry entry, List<PassedOver> all) {
    for (ParentEntry parent : entry.parents()) {
      parent.conditions().stream()
          .filter(NotServed::refuses)
          .map(condition -> new PassedOver(route, why(parent, condition)))
          .forEach(all::add);
    }
  }

  private static String why(ParentEntry parent, Condition condition) {
    return parent.parent().name()
        + " does not accept it ("
        + condition.reason()
        + "): "
        + condition.message();
  }

  private static boolean refuses(Condition condition) {
    return condition.type().equals("Accepted") && condition.status() == Truth.FALSE;
  }
}
