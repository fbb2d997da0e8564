package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file that fuzzing has kept, read again. */
class KeptObjectsTest {

  @Test
  void keptInputs() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(KeptObjectsTest.class.getResource("/corpus/objects")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> inputs = files.sorted().toList();
      assertThat(inputs).isNotEmpty();
      for (Path input : inputs) {
        FuzzObjects.fuzzerTestOneInput(Files.readAllBytes(input));
      }
    }
  }
}
