package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The files of a folder, each with an input and, behind a line that marks it, what has to come of
 * it. What comes of it is written as comments, so that each file is a valid standalone
 * configuration, too. With the system property {@code rauta.golden.update=true} the files are
 * rewritten instead.
 *
 * @param folder below the test resources
 * @param marker the line that ends the input, with its line end
 */
record GoldenFiles(Path folder, String marker) {

  GoldenFiles(String folder, String marker) {
    this(Path.of("src/test/resources", folder), "# " + marker + "\n");
  }

  /** Makes of an input what is compared. */
  @FunctionalInterface
  interface Work {
    String on(String input) throws IOException;
  }

  /** One test for each file. */
  Stream<DynamicTest> tests(Work work) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), file.toUri(), () -> check(file, work)));
    }
  }

  private void check(Path file, Work work) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf(marker);
    String input = end < 0 ? text : text.substring(0, end);
    String actual = input + marker + commented(work.on(input));
    if (Boolean.getBoolean("rauta.golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(Files.readString(file)).isEqualTo(actual);
  }

  private static String commented(String text) {
    StringBuilder comment = new StringBuilder(text.length() * 2);
    text.lines().forEach(line -> comment.append("# ").append(line).append('\n'));
    return comment.toString();
  }
}
