package io.rauta.sources.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the named paths stand for at one moment, and what to watch to learn of the next. */
final class FileTree {

  /** What a change of a name in a watched directory calls for. */
  sealed interface Affected {}

  /** Only one file can have changed. */
  record OneFile(ListedFile file) implements Affected {}

  /** Files may have come, gone or been exchanged. */
  record Everything() implements Affected {}

  /** The name is of no interest. */
  record Nothing() implements Affected {}

  private final SortedMap<ListedFile, FileStamp> files = new TreeMap<>();
  private final Set<ListedFile> untold = new TreeSet<>();
  private final List<Path> missing = new ArrayList<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private final SymlinkTrail trail = new SymlinkTrail();
  private final Map<Path, ListedFile> realFiles = new HashMap<>();
  private final Set<Path> realDirectories = new HashSet<>();
  private final Set<Path> seen = new HashSet<>();

  private FileTree() {}

  /**
   * Looks at all paths.
   *
   * @param before files known so far, kept where a directory cannot be listed
   */
  static FileTree scan(List<Path> named, Set<ListedFile> before) {
    FileTree tree = new FileTree();
    for (int position = 0; position < named.size(); position++) {
      tree.look(position, named.get(position), before);
    }
    return tree;
  }

  static boolean isCandidate(String name) {
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  /** Files that exist. */
  SortedMap<ListedFile, FileStamp> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** Files that may exist, but whose state cannot be told. */
  Set<ListedFile> untold() {
    return Collections.unmodifiableSet(untold);
  }

  List<Path> missing() {
    return missing;
  }

  /** What is wrong with the paths, not with the content of files. */
  List<FileProblem> problems() {
    return problems;
  }

  /** Directories in which a change may matter. */
  Set<Path> watched() {
    Set<Path> directories = new HashSet<>(realDirectories);
    trail.names().stream().map(Path::getParent).forEach(directories::add);
    realFiles.keySet().stream().map(Path::getParent).forEach(directories::add);
    directories.remove(null);
    return directories;
  }

  /**
   * What may have changed with a name.
   *
   * @param changed in a directory of {@link #watched}
   */
  Affected affected(Path changed) {
    if (trail.names().contains(changed) && !realFiles.containsKey(changed)) {
      return new Everything();
    }
    ListedFile file = realFiles.get(changed);
    if (file != null) {
      return new OneFile(file);
    }
    boolean listed =
        realDirectories.contains(changed.getParent())
            && isCandidate(String.valueOf(changed.getFileName()));
    return listed ? new Everything() : new Nothing();
  }

  private void look(int position, Path path, Set<ListedFile> before) {
    Path real = trail.follow(path);
    if (Files.isDirectory(path)) {
      realDirectories.add(real);
      list(position, path, real, before);
    } else {
      addFile(new ListedFile(position, "", path), real);
      if (!Files.exists(path)) {
        missing.add(path);
        problems.add(FileProblem.ofFile(path, 0, "does not exist"));
      } else if (!Files.isRegularFile(path)) {
        problems.add(FileProblem.ofFile(path, 0, "is neither a file nor a directory"));
      }
    }
  }

  private void list(int position, Path directory, Path real, Set<ListedFile> before) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            directory, entry -> isCandidate(String.valueOf(entry.getFileName())))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        Path target = Files.isSymbolicLink(entry) ? trail.follow(entry) : real.resolve(name);
        addFile(new ListedFile(position, name, entry), target);
      }
    } catch (NoSuchFileException e) {
      missing.add(directory);
      problems.add(FileProblem.ofFile(directory, 0, "does not exist"));
    } catch (IOException e) {
      problems.add(FileProblem.ofFile(directory, 0, "cannot be listed: " + FileProblem.reason(e)));
      before.stream()
          .filter(file -> file.position() == position && !file.name().isEmpty())
          .forEach(untold::add);
    }
  }

  /** A path that is named twice counts where it is named first. */
  private void addFile(ListedFile file, Path real) {
    if (!seen.add(file.path().toAbsolutePath().normalize())) {
      return;
    }
    Optional<FileStamp> stamp = FileStamp.of(file.path());
    if (stamp.isEmpty()) {
      untold.add(file);
      problems.add(FileProblem.ofFile(file.path(), 0, "cannot be looked at"));
    } else if (stamp.get() instanceof FileStamp.Present present) {
      files.put(file, present);
      realFiles.put(real, file);
    }
  }
}
