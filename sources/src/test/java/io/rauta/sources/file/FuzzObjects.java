package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/**
 * Gives any bytes to the reader of API objects, which has to come to an end with objects or with
 * problems, never with an exception; see {@code build/fuzz}.
 */
public final class FuzzObjects {

  private static final Path FILE = Path.of("fuzzed.yaml");

  private FuzzObjects() {}

  /** Fails where reading throws, or comes to something else the second time. */
  public static void fuzzerTestOneInput(byte[] input) {
    ServedFile once = ServedFile.EMPTY.updated(ParsedFile.of(FILE, input));
    ServedFile twice = once.updated(ParsedFile.of(FILE, input));
    assertThat(twice.problems()).isEqualTo(once.problems());
    assertThat(twice.objects()).hasSameSizeAs(once.objects());
  }
}
