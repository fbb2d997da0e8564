package io.rauta.sources.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a list of paths stands for, and what each contributes. Owned by one thread; all
 * times come from the caller, so that what happens depends on files and arguments only.
 */
final class FileSet {

  private final List<Path> named;
  private final FileChanges changes = new FileChanges();
  private final SortedMap<ListedFile, ServedFile> served = new TreeMap<>();
  private final Set<ListedFile> unread = new HashSet<>();
  private List<FileProblem> reported = List.of();
  private FileTree tree = FileTree.scan(List.of(), Set.of());

  FileSet(List<Path> named) {
    this.named = List.copyOf(named);
  }

  /**
   * Looks at all paths for the first time.
   *
   * @param wallClockMillis the time of day, by which files are young or old
   */
  void scanFirst(long nowNanos, long wallClockMillis) {
    tree = FileTree.scan(named, Set.of());
    tree.files().forEach((file, stamp) -> changes.found(file, stamp, wallClockMillis, nowNanos));
  }

  /** Looks at all paths again. */
  void scan(long nowNanos) {
    tree = FileTree.scan(named, changes.known());
    unread.forEach(file -> changes.served(file, FileStamp.ABSENT));
    unread.clear();
    tree.files().forEach((file, stamp) -> changes.observe(file, stamp, nowNanos));
    for (ListedFile file : changes.known()) {
      if (!tree.files().containsKey(file) && !tree.untold().contains(file)) {
        changes.observe(file, FileStamp.ABSENT, nowNanos);
      }
    }
  }

  /** What events say about the layout of directories and links. */
  enum Layout {
    /** As at the last scan. */
    SAME,
    /** Files came, went or were exchanged: a scan is needed. */
    OTHER
  }

  /** Looks at the files that the events of watched directories speak of. */
  Layout notice(Collection<DirectoryWatch.Event> events, long nowNanos) {
    Map<ListedFile, DirectoryWatch.Change> touched = new HashMap<>();
    Layout layout = Layout.SAME;
    for (DirectoryWatch.Event event : events) {
      switch (tree.affected(event.path())) {
        case FileTree.OneFile(ListedFile file) ->
            touched.merge(file, event.change(), DirectoryWatch.Change::then);
        case FileTree.Everything() -> layout = Layout.OTHER;
        case FileTree.Nothing() -> {}
      }
    }
    for (Map.Entry<ListedFile, DirectoryWatch.Change> touch : touched.entrySet()) {
      if (look(touch.getKey(), touch.getValue(), nowNanos) == Layout.OTHER) {
        layout = Layout.OTHER;
      }
    }
    return layout;
  }

  /**
   * Reads the versions that are complete by now.
   *
   * @return what is served from now on, if that changed
   */
  Optional<LoadedFiles> advance(long nowNanos) {
    changes.moving().forEach(file -> look(file, DirectoryWatch.Change.WRITTEN, nowNanos));
    SortedMap<ListedFile, FileStamp> complete = changes.take(nowNanos);
    complete.forEach((file, stamp) -> read(file, stamp, nowNanos));
    if (complete.isEmpty() && tree.problems().equals(reported)) {
      return Optional.empty();
    }
    return Optional.of(snapshot());
  }

  /** Reads all files as they are. */
  LoadedFiles readNow() {
    tree = FileTree.scan(named, Set.of());
    tree.files().forEach((file, stamp) -> read(file, stamp, 0));
    return snapshot();
  }

  /** All objects and problems of the versions read so far. */
  LoadedFiles snapshot() {
    reported = tree.problems();
    SnapshotBuilder builder = new SnapshotBuilder();
    reported.forEach(builder::add);
    served.forEach((file, content) -> builder.add(file.path(), content));
    return builder.build(tree.missing());
  }

  /** Whether a file waits to become complete. */
  boolean isSettling() {
    return changes.isSettling();
  }

  /** How long to wait for events before the next {@link #advance}. */
  long nanosToNext(long nowNanos, long otherwise) {
    return changes.nanosToNext(nowNanos, otherwise);
  }

  /** Directories whose events are to be noticed. */
  Set<Path> watched() {
    return tree.watched();
  }

  private Layout look(ListedFile file, DirectoryWatch.Change change, long nowNanos) {
    Optional<FileStamp> stamp = FileStamp.of(file.path());
    if (stamp.isEmpty()) {
      return Layout.OTHER;
    }
    if (change == DirectoryWatch.Change.APPEARED) {
      changes.observeMoved(file, stamp.get(), nowNanos);
    } else {
      changes.observe(file, stamp.get(), nowNanos);
    }
    return stamp.get() instanceof FileStamp.Absent || changes.redirects(file, stamp.get())
        ? Layout.OTHER
        : Layout.SAME;
  }

  private void read(ListedFile file, FileStamp stamp, long nowNanos) {
    switch (stamp) {
      case FileStamp.Absent() -> {
        served.remove(file);
        changes.served(file, stamp);
      }
      case FileStamp.Present present -> read(file, present, nowNanos);
    }
  }

  private void read(ListedFile file, FileStamp.Present stamp, long nowNanos) {
    Path path = file.path();
    ServedFile before = served.getOrDefault(file, ServedFile.EMPTY);
    ServedFile now;
    if (stamp.size() > ParsedFile.MAX_BYTES) {
      now =
          before.unreadable(
              path, "is " + stamp.size() + " bytes (allowed: " + ParsedFile.MAX_BYTES + ")");
    } else {
      try {
        byte[] content = Files.readAllBytes(path);
        Optional<FileStamp> after = FileStamp.of(path);
        if (!after.equals(Optional.of(stamp))) {
          changes.observe(file, after.orElse(FileStamp.ABSENT), nowNanos);
          return;
        }
        now = before.updated(ParsedFile.of(path, content));
      } catch (IOException e) {
        now = before.unreadable(path, "cannot be read: " + FileProblem.reason(e));
        unread.add(file);
      }
    }
    served.put(file, now);
    changes.served(file, stamp);
  }
}
