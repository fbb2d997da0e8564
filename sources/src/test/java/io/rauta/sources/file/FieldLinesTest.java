package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FieldLinesTest {

  private static final String TEXT =
      """
      kind: Gateway
      metadata: {name: a}
      spec:
        listeners:
        - name: x
          port: 80
        - {name: y, port: 81}
      ---
      kind: List
      items:
      - kind: HTTPRoute
        spec:
          rules:
          - matches:
            - path:
                value: /
      """;

  private final FieldLines lines = new FieldLines();
  private final Path folder;
  private final Path file;

  FieldLinesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = Files.writeString(folder.resolve("a.yaml"), TEXT);
  }

  @Test
  void fieldsAreFoundInDocuments() {
    assertThat(line(1, "spec.listeners[0].port")).isEqualTo(6);
    assertThat(line(1, "spec.listeners[1].port")).isEqualTo(7);
    assertThat(line(1, "metadata.name")).isEqualTo(2);
  }

  @Test
  void theDeepestParentStandsForWhatIsAbsent() {
    assertThat(line(1, "spec.listeners[0].hostname")).isEqualTo(5);
    assertThat(line(1, "spec.listeners[2].name")).isEqualTo(4);
    assertThat(line(1, "status")).isEqualTo(1);
  }

  @Test
  void fieldsAreFoundInListsOfObjects() {
    assertThat(line(11, "spec.rules[0].matches[0].path.value")).isEqualTo(16);
  }

  @Test
  void aFileThatIsGoneLeavesTheLineOfTheObject() {
    assertThat(lines.lineOf(new FilePlace(folder.resolve("b.yaml"), 3), "spec")).isEqualTo(3);
  }

  private int line(int object, String field) {
    return lines.lineOf(new FilePlace(file, object), field);
  }
}
