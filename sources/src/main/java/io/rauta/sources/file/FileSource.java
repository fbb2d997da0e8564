package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ResourceSource;
import io.rauta.control.Resources;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves API objects from files and follows their changes. A first snapshot is handed on once any
 * object can be used, or there is nothing in the files at all. Everything happens on one thread of
 * its own, {@code file-source}; {@link #problems} may be called from any thread.
 */
public final class FileSource implements ResourceSource {

  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  /** After this time all paths are looked at, whatever the system reports. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How long the first snapshot waits for files that are being written. */
  private static final Duration START_LIMIT = Duration.ofSeconds(1);

  /** Time after a change in which further ones gather, so that a stream of them costs little. */
  private static final Duration REST = Duration.ofMillis(60);

  private final FileSet files;
  private final Consumer<List<FileProblem>> problemListener;
  private final DirectoryWatch watch = new DirectoryWatch();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile List<FileProblem> problems = List.of();

  /** Owned by the source's thread, like {@link #files}. */
  private Optional<Resources> served = Optional.empty();

  /** When all paths were looked at last; owned by the source's thread. */
  private long scannedNanos;

  /** Until when no change is taken; owned by the source's thread. */
  private long restsUntilNanos = System.nanoTime();

  /**
   * Prepares to read.
   *
   * @param paths files, and directories whose {@code *.yaml}, {@code *.yml} and {@code *.json}
   *     count
   * @param problemListener takes all present problems whenever they change, on the source's thread,
   *     before the snapshot that goes with them is handed on
   */
  public FileSource(List<Path> paths, Consumer<List<FileProblem>> problemListener) {
    this.files = new FileSet(paths);
    this.problemListener = problemListener;
  }

  /** All that is wrong with the files at present. */
  public List<FileProblem> problems() {
    return problems;
  }

  @Override
  public void start(Consumer<Resources> sink) {
    Thread.ofPlatform().name("file-source").daemon().start(() -> run(sink));
    try {
      started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    watch.close();
  }

  private void run(Consumer<Resources> sink) {
    try {
      first();
      publish(firstUsable(), sink);
      started.complete(null);
    } catch (ClosedWatchServiceException e) {
      started.completeExceptionally(
          new IllegalStateException("closed before any object could be used", e));
      return;
    } catch (InterruptedException | RuntimeException e) {
      started.completeExceptionally(e);
      return;
    }
    try {
      while (true) {
        turn(sink);
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      LOG.debug("file source closed");
    }
  }

  private void first() throws InterruptedException {
    long begin = System.nanoTime();
    files.scanFirst(begin, System.currentTimeMillis());
    watch.watch(files.watched());
    rescan(begin); // what changed before the watch began
    files.advance(begin);
    long now = begin;
    while (files.isSettling() && now - begin < START_LIMIT.toNanos()) {
      now = await(START_LIMIT.toNanos());
      files.advance(now);
    }
  }

  /**
   * Waits until something can be served. Where all is wrong nothing is known of what is wanted, and
   * whoever serves now, perhaps a predecessor, does better than to serve nothing.
   */
  private LoadedFiles firstUsable() throws InterruptedException {
    LoadedFiles now = files.snapshot();
    if (!isUsable(now)) {
      report(now);
      LOG.warn("no object in the files can be used, so nothing is served until one can");
    }
    while (!isUsable(now)) {
      Optional<LoadedFiles> change = look();
      if (change.isPresent()) {
        now = change.get();
        report(now);
      }
    }
    return now;
  }

  private static boolean isUsable(LoadedFiles files) {
    return files.problems().isEmpty() || holdsObjects(files.resources());
  }

  private static boolean holdsObjects(Resources resources) {
    return resources.kinds().stream().anyMatch(kind -> !kind.isEmpty());
  }

  private Optional<LoadedFiles> look() throws InterruptedException {
    long now = await(scannedNanos + POLL.toNanos() - System.nanoTime());
    if (now - scannedNanos >= POLL.toNanos()) {
      rescan(now);
    }
    if (now - restsUntilNanos < 0) {
      return Optional.empty();
    }
    Optional<LoadedFiles> change = files.advance(now);
    if (change.isPresent()) {
      restsUntilNanos = now + REST.toNanos();
    }
    return change;
  }

  private void turn(Consumer<Resources> sink) throws InterruptedException {
    try {
      look().ifPresent(change -> publish(change, sink));
    } catch (ClosedWatchServiceException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a change of files was not applied", e);
    }
  }

  /** Waits for events or the time to act, and takes note of what happened. */
  private long await(long atMostNanos) throws InterruptedException {
    long begin = System.nanoTime();
    long toNext = files.nanosToNext(begin, Math.max(0, atMostNanos));
    DirectoryWatch.Batch batch = watch.await(Math.max(toNext, restsUntilNanos - begin));
    long now = System.nanoTime();
    switch (batch) {
      case DirectoryWatch.Overflow() -> rescan(now);
      case DirectoryWatch.Events(List<DirectoryWatch.Event> events) -> {
        if (files.notice(events, now) == FileSet.Layout.OTHER) {
          rescan(now);
        }
      }
    }
    return now;
  }

  /** Looks at everything, and again if there was a directory that nobody watched meanwhile. */
  private void rescan(long now) {
    scannedNanos = now;
    do {
      files.scan(now);
    } while (watch.watch(files.watched()) == DirectoryWatch.Coverage.EXTENDED);
  }

  private void report(LoadedFiles files) {
    if (!files.problems().equals(problems)) {
      problems = files.problems();
      problemListener.accept(problems);
    }
  }

  private void publish(LoadedFiles files, Consumer<Resources> sink) {
    report(files);
    if (served.isEmpty() || !sameInOrder(served.get(), files.resources())) {
      served = Optional.of(files.resources());
      sink.accept(files.resources());
    }
  }

  /** Whether both hold equal objects in the same order. */
  private static boolean sameInOrder(Resources before, Resources now) {
    List<Map<ObjectKey, ? extends HasMetadata>> those = before.kinds();
    List<Map<ObjectKey, ? extends HasMetadata>> these = now.kinds();
    for (int kind = 0; kind < these.size(); kind++) {
      if (!List.copyOf(those.get(kind).values()).equals(List.copyOf(these.get(kind).values()))) {
        return false;
      }
    }
    return true;
  }
}
