package io.rauta.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a settings file: one YAML mapping whose keys are those of the settings, nested at their
 * dots or not, as in {@code drain: {timeout: 10s}} or {@code drain.timeout: 10s}.
 */
final class SettingsFile {

  private final Path path;
  private final List<Entry> entries = new ArrayList<>();
  private final List<SettingsProblem> problems = new ArrayList<>();

  private SettingsFile(Path path) {
    this.path = path;
  }

  /**
   * One value of the file.
   *
   * @param key all parts, joined with dots
   * @param words the value
   * @param origin where it stands
   */
  record Entry(String key, List<String> words, Origin.FileKey origin) {}

  /** Reads the file; what cannot be read is among its problems. */
  static SettingsFile read(Path path) {
    SettingsFile file = new SettingsFile(path);
    try {
      file.compose(Files.readString(path));
    } catch (IOException e) {
      file.refuse(path + ": cannot be read: " + e.getClass().getSimpleName());
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      file.refuse(path + ":" + line + ": is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      file.refuse(path + ": is not YAML: " + e.getMessage());
    }
    return file;
  }

  List<Entry> entries() {
    return entries;
  }

  List<SettingsProblem> problems() {
    return problems;
  }

  private void compose(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isEmpty()) {
      return;
    }
    if (root.get() instanceof MappingNode mapping) {
      flatten("", mapping);
    } else {
      refuse(path + ": holds no mapping of keys to values");
    }
  }

  private void flatten(String prefix, MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name) {
        entry(prefix + name.getValue(), line(name), tuple.getValueNode());
      } else {
        refuse(path + ":" + line(tuple.getKeyNode()) + ": a key is not a word");
      }
    }
  }

  private void entry(String key, int line, Node value) {
    switch (value) {
      case MappingNode nested -> flatten(key + ".", nested);
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) ->
          refuse(path + ":" + line + ": " + key + " has no value");
      case ScalarNode scalar -> add(key, line, List.of(scalar.getValue()));
      case SequenceNode list -> add(key, line, words(key, list));
      default -> refuse(path + ":" + line + ": " + key + " is neither a value nor a list");
    }
  }

  private List<String> words(String key, SequenceNode list) {
    List<String> words = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar) {
        words.add(scalar.getValue());
      } else {
        refuse(path + ":" + line(item) + ": " + key + " holds something else than words");
      }
    }
    return words;
  }

  private void add(String key, int line, List<String> words) {
    entries.add(new Entry(key, words, new Origin.FileKey(path, line, key)));
  }

  private void refuse(String message) {
    problems.add(new SettingsProblem.BadInput(message));
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
