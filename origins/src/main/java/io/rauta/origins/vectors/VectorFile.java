package io.rauta.origins.vectors;

import io.rauta.origins.tls.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads vectors from the text files under {@code vectors/}. Blocks are separated by empty lines;
 * each line of one starts with a keyword, see {@link VectorBlock}.
 */
public final class VectorFile {

  /** The folders of vectors. */
  public static final List<String> FOLDERS = List.of("request", "response", "exchange");

  private VectorFile() {}

  /** All vectors of all folders. */
  public static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    FOLDERS.forEach(folder -> vectors.addAll(read(folder)));
    requireUnique(vectors);
    return vectors;
  }

  /** All vectors of the files in the folder {@code vectors/name}. */
  public static List<Vector> folder(String name) {
    List<Vector> vectors = read(name);
    requireUnique(vectors);
    return vectors;
  }

  /** What a proxy has to serve, as YAML for its port and that of the vectors' backend. */
  public static String site(String name, String port, int origin) {
    return within("sites", folder -> Files.readString(folder.resolve(name + ".yaml")))
        .replace("$PORT", port)
        .replace("$ORIGIN", Integer.toString(origin));
  }

  /** The same for a port that speaks TLS and shows {@code identity}. */
  public static String secureSite(String name, String port, int origin, TestIdentity identity) {
    String plain = "name: http, protocol: HTTP, port: " + port;
    String secret =
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: vectors}
        type: kubernetes.io/tls
        stringData:
          tls.crt: |
        %s\
          tls.key: |
        %s\
        """
            .formatted(identity.certificates().indent(4), identity.keyText().indent(4));
    return site(name, port, origin)
            .replace(
                plain,
                plain.replace("http, protocol: HTTP", "https, protocol: HTTPS")
                    + ", tls: {certificateRefs: [{name: vectors}]}")
        + secret;
  }

  private static List<Vector> read(String name) {
    return within(
        name,
        folder -> {
          List<Vector> vectors = new ArrayList<>();
          try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
              vectors.addAll(parse(Files.readString(file, StandardCharsets.UTF_8)));
            }
          }
          return vectors;
        });
  }

  private interface Reading<T> {
    T read(Path folder) throws IOException;
  }

  /** Reads in a folder of the class path, which may be in an archive. */
  private static <T> T within(String name, Reading<T> reading) {
    try {
      URI uri =
          Objects.requireNonNull(VectorFile.class.getResource("/vectors/" + name), name).toURI();
      if (!uri.getScheme().equals("jar")) {
        return reading.read(Path.of(uri));
      }
      String archive = uri.toString();
      URI jar = URI.create(archive.substring("jar:".length(), archive.indexOf('!')));
      try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
        return reading.read(files.getPath("/vectors/" + name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireUnique(List<Vector> vectors) {
    Set<String> ids = new HashSet<>();
    for (Vector vector : vectors) {
      if (!ids.add(vector.id())) {
        throw new IllegalArgumentException("two vectors are called " + vector.id());
      }
    }
  }

  private static List<Vector> parse(String text) {
    List<Vector> vectors = new ArrayList<>();
    for (String block : text.split("\n{2,}", -1)) {
      VectorBlock parsed = new VectorBlock();
      block.lines().filter(line -> !line.startsWith("#")).forEach(parsed::line);
      vectors.addAll(parsed.vectors());
    }
    return vectors;
  }
}
