package io.rauta.sources.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks a path as the kernel does and notes each name on the way whose change would lead elsewhere:
 * every symbolic link and the last name.
 */
final class SymlinkTrail {

  /** Links after which the kernel gives up, too. */
  private static final int MAX_LINKS = 40;

  private final Set<Path> names = new HashSet<>();
  private int links;

  /** Where the path leads; the last name may be missing. */
  Path follow(Path path) {
    Path absolute = path.toAbsolutePath();
    Path at = absolute.getRoot();
    Deque<Path> rest = new ArrayDeque<>(parts(absolute));
    links = 0;
    while (!rest.isEmpty()) {
      at = step(at, rest.pop().toString(), rest);
    }
    return at;
  }

  /** All names noted, each in its real directory. */
  Set<Path> names() {
    return names;
  }

  private Path step(Path at, String name, Deque<Path> rest) {
    if (name.equals(".")) {
      return at;
    }
    if (name.equals("..")) {
      return at.getParent() == null ? at : at.getParent();
    }
    Path next = at.resolve(name);
    boolean link = Files.isSymbolicLink(next);
    if (link || rest.isEmpty()) {
      names.add(next);
    }
    return link && links++ < MAX_LINKS ? redirected(at, next, rest) : next;
  }

  private static Path redirected(Path at, Path link, Deque<Path> rest) {
    try {
      Path target = Files.readSymbolicLink(link);
      parts(target).reversed().forEach(rest::push);
      return target.isAbsolute() ? target.getRoot() : at;
    } catch (IOException e) {
      return link; // gone since; the next scan sees what took its place
    }
  }

  private static List<Path> parts(Path path) {
    List<Path> parts = new ArrayList<>();
    path.forEach(parts::add);
    return parts;
  }
}
