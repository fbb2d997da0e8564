package io.rauta.control.status;

import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many routes each listener accepts. Counts again only what has changed since it was asked
 * last.
 *
 * <p>Owned by one thread.
 */
final class AcceptedRoutes {

  private record Counted(List<Attachment> attachments, int accepted) {}

  private static final Counted NOTHING = new Counted(List.of(), 0);

  private Map<ListenerKey, Counted> last = Map.of();
  private Map<ListenerKey, Counted> counted = Map.of();
  private Map<ListenerKey, List<Attachment>> attachments = Map.of();

  /** Answers for {@code now} from now on. */
  void update(Topology now) {
    last = counted;
    counted = new HashMap<>();
    attachments = now.attachments();
  }

  /** How many routes {@code listener} accepts. */
  int of(ListenerKey listener) {
    Counted known = last.getOrDefault(listener, NOTHING);
    List<Attachment> now = attachments.getOrDefault(listener, List.of());
    int accepted =
        now.size() == known.attachments().size()
            ? known.accepted() + difference(known.attachments(), now)
            : count(now);
    counted.put(listener, new Counted(now, accepted));
    return accepted;
  }

  private static int difference(List<Attachment> before, List<Attachment> now) {
    int difference = 0;
    for (int i = 0; before != now && i < now.size(); i++) {
      if (before.get(i) != now.get(i)) {
        difference += count(now.subList(i, i + 1)) - count(before.subList(i, i + 1));
      }
    }
    return difference;
  }

  private static int count(List<Attachment> attachments) {
    int accepted = 0;
    for (Attachment attachment : attachments) {
      if (RouteStatus.isAccepted(attachment.route())) {
        accepted++;
      }
    }
    return accepted;
  }
}
