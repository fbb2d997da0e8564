package io.rauta.sources.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a real API server said about each trial, as text: a line that begins with a brace is an
 * object; the lines behind it say {@code +} (accepted) or {@code -} (refused), and the edits of
 * that object, with a bar between two.
 */
final class VerdictFile {

  static final Path PATH = Path.of("src/test/resources/rules/verdicts.txt");

  private static final String BETWEEN = " | ";

  private VerdictFile() {}

  static Map<Trial, Trial.Verdict> read() throws IOException {
    Map<Trial, Trial.Verdict> verdicts = new LinkedHashMap<>();
    Map<?, ?> object = Map.of();
    for (String line : Files.readAllLines(PATH)) {
      if (line.startsWith("{") && Json.parse(line) instanceof Map<?, ?> read) {
        object = read;
      } else if (!line.startsWith("#")) {
        List<Edit> edits =
            line.length() < 2
                ? List.of()
                : Arrays.stream(line.substring(2).split(" \\| ", -1)).map(Edit::parse).toList();
        verdicts.put(
            new Trial(object, edits),
            line.startsWith("+") ? Trial.Verdict.ACCEPTED : Trial.Verdict.REFUSED);
      }
    }
    return verdicts;
  }

  static void write(String server, Map<Trial, Trial.Verdict> verdicts) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Said by Kubernetes " + server + "; written by e2e/api-rules --update");
    Map<?, ?> object = Map.of();
    for (Map.Entry<Trial, Trial.Verdict> verdict : verdicts.entrySet()) {
      Trial trial = verdict.getKey();
      if (!trial.base().equals(object)) {
        object = trial.base();
        lines.add(Json.text(object));
      }
      StringBuilder line =
          new StringBuilder(verdict.getValue() == Trial.Verdict.ACCEPTED ? "+" : "-");
      String before = " ";
      for (Edit edit : trial.edits()) {
        line.append(before).append(edit);
        before = BETWEEN;
      }
      lines.add(line.toString());
    }
    Files.write(PATH, lines);
  }
}
