package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.RouteNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of all routes. It is derived again for those whose node is another one than before.
 *
 * <p>Owned by one thread.
 */
final class RouteReports {

  /**
   * What is said of one route.
   *
   * @param entry its status; empty if it names no parent of ours
   * @param findings what is wrong with it
   */
  private record Said(Optional<RouteEntry> entry, List<Finding> findings) {}

  private final RouteStatus status;
  private List<RouteNode> nodes = List.of();
  private List<Said> said = List.of();
  private Map<RouteKind, Map<ObjectKey, RouteEntry>> entries = Map.of();
  private List<Finding> findings = List.of();

  RouteReports(String controllerName) {
    this.status = new RouteStatus(controllerName);
  }

  /** Speaks of {@code now} from now on. */
  void update(List<RouteNode> now) {
    if (!exchange(now)) {
      deriveAll(now);
    }
    nodes = now;
  }

  /** The status of the routes of a kind; one object for as long as nothing in it changes. */
  Map<ObjectKey, RouteEntry> entries(RouteKind kind) {
    return entries.getOrDefault(kind, Map.of());
  }

  /** What is wrong, in the order of the routes. */
  List<Finding> findings() {
    return findings;
  }

  /** Takes other nodes of the same routes, if that is all that has changed. */
  private boolean exchange(List<RouteNode> now) {
    if (now.size() != nodes.size()) {
      return false;
    }
    List<Said> next = new ArrayList<>(said);
    boolean saysOther = false;
    for (int i = 0; i < now.size(); i++) {
      RouteNode node = now.get(i);
      if (node != nodes.get(i)) {
        if (!node.key().equals(nodes.get(i).key()) || node.kind() != nodes.get(i).kind()) {
          return false;
        }
        Said before = next.set(i, say(node));
        saysOther |= !before.equals(next.get(i));
      }
    }
    if (saysOther) {
      take(now, next);
    }
    return true;
  }

  private void deriveAll(List<RouteNode> now) {
    IdentityHashMap<RouteNode, Said> known = new IdentityHashMap<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      known.put(nodes.get(i), said.get(i));
    }
    List<Said> next = new ArrayList<>(now.size());
    for (RouteNode node : now) {
      Said before = known.get(node);
      next.add(before == null ? say(node) : before);
    }
    take(now, next);
  }

  private void take(List<RouteNode> now, List<Said> next) {
    Map<RouteKind, Map<ObjectKey, RouteEntry>> byKind = new EnumMap<>(RouteKind.class);
    List<Finding> wrong = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      RouteNode node = now.get(i);
      wrong.addAll(next.get(i).findings());
      next.get(i)
          .entry()
          .ifPresent(
              entry ->
                  byKind
                      .computeIfAbsent(node.kind(), kind -> new HashMap<>())
                      .put(node.key(), entry));
    }
    byKind.replaceAll((kind, all) -> Map.copyOf(all));
    said = next;
    entries = byKind;
    findings = wrong;
  }

  private Said say(RouteNode node) {
    return new Said(
        node.parents().isEmpty() ? Optional.empty() : Optional.of(status.of(node)),
        Findings.of(node));
  }
}
