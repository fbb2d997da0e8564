package io.rauta.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How large a method, a file and a package may become. */
final class SizeRulesTest {

  private static final int METHOD_LINES = 40;
  private static final int FILE_LINES = 400;
  private static final int PACKAGE_FILES = 25;

  private static final List<Path> FILES = Modules.javaFiles();

  @Test
  void methodsAreShort() {
    assertThat(MethodLengths.beyond(METHOD_LINES, FILES.stream().map(Modules::file).toList()))
        .isEmpty();
  }

  @Test
  void filesAreShort() {
    Set<String> tooLong =
        FILES.stream()
            .filter(file -> Modules.lines(file) > FILE_LINES)
            .map(Path::toString)
            .collect(Collectors.toSet());
    assertThat(tooLong).isEqualTo(Exceptions.LONG_FILES.keySet());
  }

  @Test
  void packagesAreSmall() {
    Map<String, Long> sizes =
        FILES.stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(SizeRulesTest::folder, Collectors.counting()));
    sizes.values().removeIf(files -> files <= PACKAGE_FILES);
    assertThat(sizes.keySet()).isEqualTo(Exceptions.LARGE_PACKAGES.keySet());
  }

  private static String folder(Path file) {
    return Objects.requireNonNull(file.getParent()).toString();
  }
}
