package io.rauta.proxy.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads vectors from text. Blocks are separated by empty lines; a line starts with a keyword:
 *
 * <ul>
 *   <li>{@code id}: the name of the vector
 *   <li>{@code source}: where it comes from
 *   <li>{@code send}: bytes as in {@link Escapes}; several lines are one message. A line whose
 *       bytes begin or end with a blank writes it as {@code \x20}.
 *   <li>{@code each}: a suffix of the id and a text; one vector is made of each of these lines,
 *       with the text in the place of {@code \?}
 *   <li>{@code expect}: what has to be seen; several lines in this order
 *   <li>{@code #}: a remark
 * </ul>
 */
public final class VectorFile {

  private static final String PLACE = "\\?";

  private VectorFile() {}

  /** All vectors of the files in the folder {@code vectors/name} of the test resources. */
  public static List<Vector> folder(String name) {
    try (Stream<Path> files =
        Files.list(
            Path.of(
                Objects.requireNonNull(VectorFile.class.getResource("/vectors/" + name))
                    .toURI()))) {
      List<Vector> vectors = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        vectors.addAll(parse(Files.readString(file, StandardCharsets.UTF_8)));
      }
      requireUnique(vectors);
      return vectors;
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
      Block parsed = new Block();
      block.lines().filter(line -> !line.startsWith("#")).forEach(parsed::line);
      vectors.addAll(parsed.vectors());
    }
    return vectors;
  }

  private static final class Block {
    private String id = "";
    private String source = "";
    private final StringBuilder sent = new StringBuilder();
    private final List<String[]> each = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    void line(String line) {
      String[] parts = line.split(" +", 2);
      String rest = parts.length > 1 ? parts[1].strip() : "";
      switch (parts[0]) {
        case "id" -> id = rest;
        case "source" -> source = rest;
        case "send" -> sent.append(rest);
        case "each" -> {
          String[] variant = rest.split(" +", 2);
          each.add(new String[] {variant[0], variant.length > 1 ? variant[1] : ""});
        }
        case "expect" -> expected.add(rest);
        case "" -> {}
        default -> throw new IllegalArgumentException("unknown keyword in: " + line);
      }
    }

    List<Vector> vectors() {
      if (id.isEmpty()) {
        return List.of();
      }
      if (source.isEmpty() || expected.isEmpty()) {
        throw new IllegalArgumentException(id + " has no source or expects nothing");
      }
      if (each.isEmpty()) {
        return List.of(vector(id, PLACE));
      }
      return each.stream().map(variant -> vector(id + '-' + variant[0], variant[1])).toList();
    }

    private Vector vector(String name, String variant) {
      byte[] bytes = Escapes.decode(sent.toString().replace(PLACE, variant));
      List<String> expectations =
          expected.stream().map(line -> line.replace(PLACE, variant)).toList();
      return new Vector(name, source, new Vector.Bytes(bytes), expectations);
    }
  }
}
