package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.rauta.sources.file.DirectoryWatch.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A directory with a {@link FileSet} of it, in a time that passes when a test says so. */
final class TimedFiles {

  static final Duration MOMENT = Duration.ofMillis(10);

  private final Path dir;
  private FileSet files;
  private LoadedFiles served = FileLoader.load(List.of());
  private long now = 1_000_000_000;
  private long modified = 1_700_000_000_000L;

  TimedFiles(Path dir) {
    this.dir = dir;
    files = new FileSet(List.of(dir));
  }

  /** Reads other paths than the directory, for the first time. */
  void beginWith(Path... paths) {
    files = new FileSet(List.of(paths));
    files.scanFirst(now, modified);
    files.advance(now);
    served = files.snapshot();
  }

  FileSet set() {
    return files;
  }

  LoadedFiles served() {
    return served;
  }

  List<String> problems() {
    return served.problems().stream().map(FileProblem::toString).toList();
  }

  /** Writes a file and serves all there is. */
  void begin(String name, String content) throws IOException {
    write(name, content);
    look();
    settle();
  }

  void write(String name, String content) throws IOException {
    touch(Files.writeString(dir.resolve(name), content));
  }

  void move(String name, String content) throws IOException {
    Path next = Files.writeString(dir.resolve("." + name), content);
    touch(next);
    Files.move(next, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void touch(Path file) throws IOException {
    modified += 1000;
    Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
  }

  FileSet.Layout notice(String name, Change... changes) throws IOException {
    Path path = dir.toRealPath().resolve(name);
    return files.notice(
        Stream.of(changes).map(change -> new DirectoryWatch.Event(path, change)).toList(), now);
  }

  void look() {
    files.scan(now);
  }

  void pass(Duration time) {
    now += time.toNanos();
    files.advance(now).ifPresent(change -> served = change);
  }

  /** Lets enough time pass for anything to be complete. */
  void settle() {
    look();
    for (int i = 0; i < 8; i++) {
      pass(MOMENT);
    }
  }

  List<ConfigMap> objects() {
    return List.copyOf(served.resources().configMaps().values());
  }

  List<String> values() {
    return objects().stream()
        .map(map -> map.getMetadata().getName() + "=" + map.getData().get("key"))
        .toList();
  }

  static String map(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data: {key: "%s"}
    """
        .formatted(name, value);
  }
}
