package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectMap;
import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.watch.KindWatch.Surroundings;
import io.rauta.sources.kubernetes.watch.ObjectStore.Change;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The watch of one kind on its thread, and what translation is given of it. {@link #snapshot} is
 * for one thread only, which need not be that of the watch.
 */
final class WatchedObjects<T extends HasMetadata> {

  private final KindWatch<T> watch;
  private final Thread thread;
  private final Consumer<ObjectRef> named;
  private final Runnable changed;

  /** Whether something that translation reads differs from the last snapshot. */
  private final AtomicBoolean outdated = new AtomicBoolean();

  /**
   * Whether that, or the state of the watch, was not told yet; owned by the thread of the watch.
   */
  private boolean untold;

  private WatchState told;
  private ObjectMap<T> snapshot = ObjectMap.copyOf(Map.of());

  /**
   * Prepares to watch.
   *
   * @param defined whether the server has a definition of the kind, as far as is known
   * @param named told the name of each object that is new, different or gone
   * @param changed told when {@link #snapshot} or the state of the watch differs
   */
  WatchedObjects(
      WatchedKind<T> kind,
      Surroundings surroundings,
      BooleanSupplier defined,
      Consumer<ObjectRef> named,
      Runnable changed) {
    this.named = named;
    this.changed = changed;
    this.watch = new KindWatch<>(kind, surroundings, defined, new Listener());
    this.told = watch.state();
    this.thread = Thread.ofPlatform().name("watch-" + kind).daemon().unstarted(watch);
  }

  KindWatch<T> watch() {
    return watch;
  }

  void start() {
    thread.start();
  }

  void close() {
    watch.close();
    thread.interrupt();
  }

  /** Waits for the end of the thread. */
  void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What translation reads; the very same as before if nothing of it has changed. */
  ObjectMap<T> snapshot() {
    if (outdated.getAndSet(false)) {
      snapshot = ObjectMap.copyOf(watch.store().translated());
    }
    return snapshot;
  }

  private final class Listener implements KindWatch.ChangeListener {

    @Override
    public void changed(String kind, ObjectKey key, Change change) {
      if (change == Change.READ) {
        outdated.set(true);
        untold = true;
      }
      named.accept(new ObjectRef(kind, key));
    }

    @Override
    public void settled() {
      WatchState now = watch.state();
      if (untold || now.phase() != told.phase() || !now.problem().equals(told.problem())) {
        untold = false;
        told = now;
        changed.run();
      }
    }
  }
}
