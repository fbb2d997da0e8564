package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.PassedOver;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.Truth;
import java.util.ArrayList;
import java.util.List;

/** Finds the routes that could not be asked because a parent does not accept them. */
final class NotServed {

  private NotServed() {}

  static List<PassedOver> of(StatusReport status) {
    List<PassedOver> all = new ArrayList<>();
    status
        .httpRoutes()
        .forEach(
            (key, entry) ->
                entry
                    .parents()
                    .forEach(
                        parent ->
                            parent.conditions().stream()
                                .filter(NotServed::refuses)
                                .forEach(
                                    condition ->
                                        all.add(
                                            new PassedOver(
                                                "HTTPRoute/" + key,
                                                parent.parent().name()
                                                    + " does not accept it ("
                                                    + condition.reason()
                                                    + "): "
                                                    + condition.message())))));
    return all;
  }

  private static boolean refuses(Condition condition) {
    return condition.type().equals("Accepted") && condition.status() == Truth.FALSE;
  }
}
