package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The objects of one kind as the watch has seen them last. Changed by the thread of its watch only;
 * read by any.
 *
 * <p>Beside the newest state of each object stands the one that translation is given. That is only
 * exchanged when something changes that translation reads, so that an object which is the same is
 * also the very same, and what was made of it can be kept.
 */
final class ObjectStore<T extends HasMetadata> {

  private final WatchedKind<T> kind;
  private final Map<ObjectKey, T> newest = new ConcurrentHashMap<>();
  private final Map<ObjectKey, T> translated = new ConcurrentHashMap<>();

  ObjectStore(WatchedKind<T> kind) {
    this.kind = kind;
  }

  /** What a new state of an object changes. */
  enum Change {
    /** Nothing: it is the state that was known. */
    NONE,
    /** Only what translation does not read, such as status. */
    UNREAD,
    /** Something that translation reads. */
    READ
  }

  Optional<T> find(ObjectKey key) {
    return Optional.ofNullable(newest.get(key));
  }

  /** The newest of all; still changes under the reader's eyes. */
  Collection<T> all() {
    return Collections.unmodifiableCollection(newest.values());
  }

  int size() {
    return newest.size();
  }

  /** What translation is given; still changes under the reader's eyes. */
  Map<ObjectKey, T> translated() {
    return translated;
  }

  Change put(ObjectKey key, T object) {
    T before = newest.get(key);
    if (before != null && sameVersion(before, object)) {
      return Change.NONE;
    }
    T read = translated.get(key);
    if (read != null && kind.readsTheSame(read, object)) {
      kind.share(read, object);
      newest.put(key, object);
      return Change.UNREAD;
    }
    newest.put(key, object);
    translated.put(key, object);
    return Change.READ;
  }

  Change remove(ObjectKey key) {
    translated.remove(key);
    return newest.remove(key) == null ? Change.NONE : Change.READ;
  }

  /** Takes a complete list; what it does not name is gone. */
  void replace(Map<ObjectKey, T> all, BiConsumer<ObjectKey, Change> changes) {
    all.forEach((key, object) -> changes.accept(key, put(key, object)));
    Set<ObjectKey> gone = new HashSet<>(newest.keySet());
    gone.removeAll(all.keySet());
    gone.forEach(key -> changes.accept(key, remove(key)));
  }

  private static boolean sameVersion(HasMetadata before, HasMetadata now) {
    return Objects.equals(
            before.getMetadata().getResourceVersion(), now.getMetadata().getResourceVersion())
        && Objects.equals(before.getMetadata().getUid(), now.getMetadata().getUid());
  }
}
