package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The objects that have to be looked at, each at most once. Those that changed last and those that
 * have waited longest take turns, so that neither a storm of changes nor what came before it holds
 * up the other. An object is out of reach while a request about it is under way, and for a while
 * after it. Owned by the writer's thread.
 */
final class WriteQueue {

  private record Rest(ObjectRef ref, long until) {}

  private final SequencedSet<ObjectRef> ready = new LinkedHashSet<>();
  private final Set<ObjectRef> underWay = new HashSet<>();
  private final Map<ObjectRef, Long> resting = new HashMap<>();
  private final PriorityQueue<Rest> rests =
      new PriorityQueue<>((a, b) -> Long.signum(a.until() - b.until()));
  private final Set<ObjectRef> again = new HashSet<>();
  private boolean newestNext;

  /** An object has changed, or what is said of it. */
  void add(ObjectRef ref) {
    if (underWay.contains(ref) || resting.containsKey(ref)) {
      again.add(ref);
    } else {
      ready.remove(ref);
      ready.addLast(ref);
    }
  }

  /** The next object, which is under way from now on; empty if there is none. */
  Optional<ObjectRef> next(long now) {
    wake(now);
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    newestNext = !newestNext;
    ObjectRef ref = newestNext ? ready.removeLast() : ready.removeFirst();
    underWay.add(ref);
    return Optional.of(ref);
  }

  /** Nothing is under way about an object any more. */
  void done(ObjectRef ref) {
    underWay.remove(ref);
    if (again.remove(ref)) {
      add(ref);
    }
  }

  /** Nothing is under way about an object, and nothing will be until a moment. */
  void rest(ObjectRef ref, long until) {
    underWay.remove(ref);
    resting.put(ref, until);
    rests.add(new Rest(ref, until));
  }

  /** Looks at an object once more as soon as it may be. */
  void again(ObjectRef ref) {
    again.add(ref);
  }

  /** When the next object stops resting that has to be looked at; empty if there is none. */
  Optional<Long> nextWake(long now) {
    wake(now);
    return Optional.ofNullable(rests.peek()).map(Rest::until);
  }

  /** How many objects wait, rest with something left to do, or are under way. */
  int pending() {
    int left = ready.size() + underWay.size();
    for (ObjectRef ref : resting.keySet()) {
      left += again.contains(ref) ? 1 : 0;
    }
    return left;
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /** Drops all that waits; what is under way stays so. */
  void clear() {
    ready.clear();
    resting.clear();
    rests.clear();
    again.clear();
  }

  private void wake(long now) {
    List<ObjectRef> woken = new ArrayList<>();
    for (Rest first = rests.peek(); first != null && now - first.until() >= 0; ) {
      rests.remove();
      if (resting.remove(first.ref(), first.until())) {
        woken.add(first.ref());
      }
      first = rests.peek();
    }
    for (ObjectRef ref : woken) {
      if (again.remove(ref)) {
        add(ref);
      }
    }
  }
}
