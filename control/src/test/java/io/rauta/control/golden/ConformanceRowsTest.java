package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page that maps rows of the conformance suite to golden files names files that exist. */
class ConformanceRowsTest {

  private static final Path PAGE = Path.of("../docs/reference/conformance.md");
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Pattern ROW =
      Pattern.compile("^\\| (?!test )([^|]+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @TestFactory
  List<DynamicTest> hasAGoldenFile() throws IOException {
    List<DynamicTest> rows =
        Files.readAllLines(PAGE).stream()
            .flatMap(line -> ROW.matcher(line).results())
            .map(row -> DynamicTest.dynamicTest(row.group(1), () -> check(row.group(2))))
            .toList();
    assertThat(rows).hasSizeGreaterThan(60);
    return rows;
  }

  private static void check(String cell) {
    List<String> names =
        NAME.matcher(cell).results().map((MatchResult name) -> name.group(1)).toList();
    assertThat(names).isNotEmpty();
    assertThat(names)
        .allSatisfy(name -> assertThat(FOLDER.resolve(name + ".yaml")).isRegularFile());
  }
}
