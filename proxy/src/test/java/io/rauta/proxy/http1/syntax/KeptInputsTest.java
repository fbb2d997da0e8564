package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every input that fuzzing has kept, played again. */
class KeptInputsTest {

  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "requests", FuzzRequests::fuzzerTestOneInput,
          "chunks", FuzzChunks::fuzzerTestOneInput,
          "paths", FuzzPaths::fuzzerTestOneInput);

  @ParameterizedTest
  @ValueSource(strings = {"requests", "chunks", "paths"})
  void keptInputs(String target) throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(KeptInputsTest.class.getResource("/corpus/" + target)).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> inputs = files.sorted().toList();
      assertThat(inputs).isNotEmpty();
      for (Path input : inputs) {
        Objects.requireNonNull(TARGETS.get(target)).accept(Files.readAllBytes(input));
      }
    }
  }
}
