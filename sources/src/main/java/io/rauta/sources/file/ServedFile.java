package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.api.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one file contributes: its good objects, with the last good version in place of what is bad
 * now.
 *
 * @param objects in order of the file; objects that did not change are the same instances as before
 * @param problems of the version that is on disk
 */
record ServedFile(List<FileObject> objects, List<FileProblem> problems) {

  /** A file that has not been read. */
  static final ServedFile EMPTY = new ServedFile(List.of(), List.of());

  ServedFile {
    objects = List.copyOf(objects);
    problems = List.copyOf(problems);
  }

  /** This file after a newer version of it was read. */
  ServedFile updated(ParsedFile version) {
    return switch (version) {
      case ParsedFile.Unusable(FileProblem problem) -> new ServedFile(objects, List.of(problem));
      case ParsedFile.Usable usable -> merged(usable);
    };
  }

  /** This file while it cannot be read. */
  ServedFile unreadable(Path path, String message) {
    return new ServedFile(objects, List.of(FileProblem.ofFile(path, 0, message)));
  }

  private ServedFile merged(ParsedFile.Usable version) {
    Map<FileObject.Id, FileObject> before = new LinkedHashMap<>();
    objects.forEach(object -> before.putIfAbsent(object.id(), object));
    Set<FileObject.Id> goodNow = version.goodIds();
    List<FileObject> now = new ArrayList<>();
    boolean nameless = false;
    for (ParsedFile.Entry entry : version.entries()) {
      switch (entry) {
        case ParsedFile.Good(FileObject object) ->
            now.add(sameIfEqual(before.remove(object.id()), object));
        case ParsedFile.Bad(FileObject.Id id) -> {
          FileObject good = before.get(id);
          if (good != null && goodNow.add(id)) {
            before.remove(id);
            now.add(good);
          }
        }
        case ParsedFile.Nameless() -> nameless = true;
      }
    }
    if (nameless) {
      // Any object that vanished may be the one that lost its name.
      now.addAll(before.values());
    }
    return new ServedFile(now, version.problems());
  }

  private static FileObject sameIfEqual(@Nullable FileObject before, FileObject now) {
    return before != null && equal(before.object(), now.object())
        ? new FileObject(now.id(), before.object(), now.line())
        : now;
  }

  private static boolean equal(HasMetadata before, HasMetadata now) {
    if (before instanceof Backend a && now instanceof Backend b) {
      return a.getMetadata().equals(b.getMetadata()) && a.getSpec().equals(b.getSpec());
    }
    return before.equals(now);
  }
}
