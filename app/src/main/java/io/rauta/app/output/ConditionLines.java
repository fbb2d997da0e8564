package io.rauta.app.output;

import static io.rauta.control.StatusReport.inOrder;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.StatusReport.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the conditions of all objects for people, a line for each object or part of one. */
public final class ConditionLines {

  /** Types of which it is good that they do not hold. */
  private static final Set<String> BAD_IF_TRUE =
      Set.of(
          "Conflicted",
          "InsecureFrontendValidationMode",
          "OverlappingTLSConfig",
          "PartiallyInvalid");

  private final Style style;
  private final List<Line> lines = new ArrayList<>();

  private ConditionLines(Style style) {
    this.style = style;
  }

  private record Line(String subject, List<Condition> conditions, String more) {}

  /** A line for each object or part of one, whatever its conditions. */
  public static List<String> all(StatusReport report, Style style) {
    return new ConditionLines(style).gather(report).stream().toList();
  }

  /** A line for each object or part of one of which a condition is not as it should be. */
  public static List<String> unmet(StatusReport report, Style style) {
    ConditionLines conditions = new ConditionLines(style);
    conditions.gather(report);
    return conditions.lines.stream()
        .filter(line -> line.conditions().stream().anyMatch(ConditionLines::isUnmet))
        .map(conditions::text)
        .toList();
  }

  private List<String> gather(StatusReport report) {
    inOrder(report.gatewayClasses())
        .forEach((key, entry) -> add("GatewayClass " + key, entry.conditions()));
    inOrder(report.gateways()).forEach(this::gateway);
    inOrder(report.listenerSets())
        .forEach(
            (key, entry) -> owner("ListenerSet " + key, entry.conditions(), entry.listeners()));
    inOrder(report.httpRoutes()).forEach((key, entry) -> route("HTTPRoute", key, entry));
    inOrder(report.grpcRoutes()).forEach((key, entry) -> route("GRPCRoute", key, entry));
    inOrder(report.backends()).forEach((key, entry) -> add("Backend " + key, entry.conditions()));
    inOrder(report.backendTlsPolicies())
        .forEach(
            (key, entry) ->
                entry
                    .ancestors()
                    .forEach(
                        ancestor ->
                            add(
                                "BackendTLSPolicy " + key + " at Gateway " + ancestor.gateway(),
                                ancestor.conditions())));
    return lines.stream().map(this::text).toList();
  }

  private void gateway(ObjectKey key, GatewayEntry entry) {
    owner("Gateway " + key, entry.conditions(), entry.listeners());
  }

  private void owner(String subject, List<Condition> conditions, List<ListenerEntry> listeners) {
    add(subject, conditions);
    for (ListenerEntry listener : listeners) {
      lines.add(
          new Line(
              subject + " listener " + listener.name(),
              listener.conditions(),
              ", routes: " + listener.attachedRoutes()));
    }
  }

  private void route(String kind, ObjectKey key, RouteEntry entry) {
    entry.parents().forEach(parent -> parent(new ObjectRef(kind, key), parent));
  }

  private void parent(ObjectRef route, ParentEntry entry) {
    add(
        route
            + " at "
            + entry.parent().kind().orElse("Gateway")
            + " "
            + entry.parent().namespace().orElse(route.key().namespace())
            + "/"
            + entry.parent().name()
            + entry.parent().sectionName().map(section -> " " + section).orElse(""),
        entry.conditions());
  }

  private void add(String subject, List<Condition> conditions) {
    lines.add(new Line(subject, conditions, ""));
  }

  private String text(Line line) {
    return line.conditions().stream()
        .map(this::text)
        .collect(Collectors.joining(", ", line.subject() + ": ", line.more()));
  }

  private String text(Condition condition) {
    String text = condition.type() + "=" + condition.status();
    return isUnmet(condition) ? style.bad(text + " (" + condition.reason() + ")") : text;
  }

  private static boolean isUnmet(Condition condition) {
    return BAD_IF_TRUE.contains(condition.type())
        ? condition.status() != Truth.FALSE
        : condition.status() != Truth.TRUE;
  }
}
