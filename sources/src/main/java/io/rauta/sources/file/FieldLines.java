package io.rauta.sources.file;

import io.rauta.sources.yaml.YamlComposer;
import io.rauta.sources.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the lines of fields of objects. Reads each file once more, the first time that it is asked
 * about it, so that whoever serves files need not keep their text. Not safe for use by several
 * threads.
 */
public final class FieldLines {

  private final Map<Path, List<YamlNode>> files = new HashMap<>();

  /**
   * The line of a field, or of the deepest of its parents that is there.
   *
   * @param object where the object starts
   * @param field its path within the object, for example {@code spec.rules[0].matches[1].path}
   */
  public int lineOf(FilePlace object, String field) {
    return files.computeIfAbsent(object.path(), FieldLines::read).stream()
        .map(document -> objectAt(object.line(), document))
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> line(found, field))
        .orElse(object.line());
  }

  private static List<YamlNode> read(Path path) {
    try {
      return switch (YamlComposer.compose(Files.readAllBytes(path))) {
        case YamlComposer.Documents(var documents) -> documents;
        case YamlComposer.Malformed _ -> List.of();
      };
    } catch (IOException e) {
      return List.of(); // it was there a moment ago; the line of the object has to do
    }
  }

  /** The object that starts at a line: a document, or an item of a list of objects. */
  private static Optional<YamlNode.Mapping> objectAt(int line, YamlNode document) {
    if (!(document instanceof YamlNode.Mapping object)) {
      return Optional.empty();
    }
    boolean isList = object.text("kind").equals("List");
    if (object.line() == line && !isList) {
      return Optional.of(object);
    }
    return isList && object.get("items") instanceof YamlNode.Sequence items
        ? items.items().stream()
            .map(item -> objectAt(line, item))
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }

  private static int line(YamlNode.Mapping object, String field) {
    YamlNode at = object;
    int line = object.line();
    for (String step : field.replace("[", ".[").split("\\.", -1)) {
      if (step.startsWith("[") && at instanceof YamlNode.Sequence list) {
        int index = index(step);
        if (index < 0 || index >= list.items().size()) {
          return line;
        }
        at = list.items().get(index);
        line = at.line();
      } else if (at instanceof YamlNode.Mapping mapping && mapping.get(step) != null) {
        line = mapping.lineOf(step);
        at = mapping.fields().get(step);
      } else {
        return line;
      }
    }
    return line;
  }

  /** The number in brackets, or -1 where there is none. */
  private static int index(String step) {
    String digits = step.substring(1, step.length() - 1);
    return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
  }
}
