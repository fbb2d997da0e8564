package io.rauta.sources.file;

import java.nio.file.Path;

/** Parses the content of one file, YAML or JSON. */
final class FileParser {

  /** The largest file that is read. */
  static final int MAX_BYTES = 10 * 1024 * 1024;

  private FileParser() {}

  static ParsedFile parse(Path path, byte[] content) {
    return switch (YamlComposer.compose(content)) {
      case YamlComposer.Documents(var documents) -> ObjectReader.read(path, documents);
      case YamlComposer.Malformed(int line, String message) ->
          new ParsedFile.Unusable(FileProblem.ofFile(path, line, message));
    };
  }
}
