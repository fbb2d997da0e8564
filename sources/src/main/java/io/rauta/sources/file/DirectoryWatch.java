package io.rauta.sources.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes in a set of directories. What it misses, because a directory cannot be watched
 * or events overflow, is left to the caller's regular scans. Owned by one thread, but for {@link
 * #close}.
 */
final class DirectoryWatch implements AutoCloseable {

  /**
   * What happened to a name in a watched directory.
   *
   * @param path the name, in its real directory
   * @param change what happened
   */
  record Event(Path path, Change change) {}

  /** How a name can change. */
  enum Change {
    /** Created, or moved there. */
    APPEARED,
    /** Its content or attributes changed. */
    WRITTEN,
    /** Removed, or moved away. */
    VANISHED;

    /**
     * What one change followed by another comes to: only what appeared and was left alone since may
     * have been moved into place.
     */
    Change then(Change later) {
      return this == VANISHED || (this == APPEARED && later == WRITTEN) ? WRITTEN : later;
    }
  }

  /** What an {@link #await} came back with. */
  sealed interface Batch {}

  /** All events since the last time, in order within each directory. */
  record Events(List<Event> events) implements Batch {}

  /** Events were lost. */
  record Overflow() implements Batch {}

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();

  DirectoryWatch() {
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException("the system offers no way to watch directories", e);
    }
  }

  /** How what is watched compares to before. */
  enum Coverage {
    /** The same directories or fewer. */
    SAME,
    /** Directories whose changes so far went unseen. */
    EXTENDED
  }

  /** Watches these directories from now on and no others; again, if one has been exchanged. */
  Coverage watch(Set<Path> directories) {
    Set<WatchKey> before = Set.copyOf(keys.values());
    directories.forEach(this::register);
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean unwanted = !directories.contains(entry.getKey());
              if (unwanted) {
                entry.getValue().cancel();
              }
              return unwanted;
            });
    return before.containsAll(keys.values()) ? Coverage.SAME : Coverage.EXTENDED;
  }

  private void register(Path directory) {
    try {
      WatchKey key =
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      WatchKey before = keys.put(directory, key);
      if (before != null && before != key) {
        before.cancel();
      }
    } catch (IOException e) {
      keys.remove(directory); // gone, or no more watches: scans see what happens there
    }
  }

  /** Waits for an event, at most so long, and takes all that are there. */
  Batch await(long nanos) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    boolean lost = false;
    WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        Event read = read((Path) key.watchable(), event);
        if (read == null) {
          lost = true;
        } else {
          events.add(read);
        }
      }
      lost |= !key.reset();
      key = service.poll();
    }
    return lost ? new Overflow() : new Events(events);
  }

  private static @Nullable Event read(Path directory, WatchEvent<?> event) {
    if (!(event.context() instanceof Path name)) {
      return null;
    }
    Path path = directory.resolve(name);
    if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
      return new Event(path, Change.APPEARED);
    }
    return event.kind() == StandardWatchEventKinds.ENTRY_DELETE
        ? new Event(path, Change.VANISHED)
        : new Event(path, Change.WRITTEN);
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
