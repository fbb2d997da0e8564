package io.rauta.sources.file;

import io.rauta.sources.yaml.YamlComposer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one version of one file holds. */
sealed interface ParsedFile {

  /** The largest file that is read. */
  int MAX_BYTES = YamlComposer.MAX_BYTES;

  /** Parses YAML or JSON. */
  static ParsedFile of(Path path, byte[] content) {
    return switch (YamlComposer.compose(content)) {
      case YamlComposer.Documents(var documents) -> ObjectReader.read(path, documents);
      case YamlComposer.Malformed(int line, String message) ->
          new Unusable(FileProblem.ofFile(path, line, message));
    };
  }

  /**
   * A file that could not be read or parsed.
   *
   * @param problem why
   */
  record Unusable(FileProblem problem) implements ParsedFile {}

  /**
   * A file whose documents could be told apart.
   *
   * @param entries its objects, good and bad, in order
   * @param problems what is wrong with the bad ones, and what is ignored
   */
  record Usable(List<Entry> entries, List<FileProblem> problems) implements ParsedFile {
    public Usable {
      entries = List.copyOf(entries);
      problems = List.copyOf(problems);
    }

    /** The ids of its good objects, in a set of the caller's own. */
    Set<FileObject.Id> goodIds() {
      Set<FileObject.Id> ids = new HashSet<>();
      for (Entry entry : entries) {
        if (entry instanceof Good(FileObject object)) {
          ids.add(object.id());
        }
      }
      return ids;
    }
  }

  /** One object of a file. */
  sealed interface Entry {}

  /** An object that can be used. */
  record Good(FileObject object) implements Entry {}

  /** A bad object whose name is known. */
  record Bad(FileObject.Id id) implements Entry {}

  /** A bad object that does not say what it is called. */
  record Nameless() implements Entry {}
}
