package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the bytes of a vector into its parts without judging them: whatever stands between two
 * line ends stays as it is, so that another version of HTTP can carry the same faults.
 */
final class Http1Text {
  private static final Pattern REQUEST_LINE = Pattern.compile("([^ ]+) ([^ ]+) (HTTP/[0-9.]+)");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,8}");

  /** One request; {@code end} is the position behind it. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  record Request(
      String method,
      String target,
      String version,
      List<Field> fields,
      byte[] body,
      List<Field> trailers,
      int end) {
    List<String> values(String name) {
      return fields.stream()
          .filter(field -> field.name().equalsIgnoreCase(name))
          .map(Field::value)
          .toList();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  private record Body(byte[] bytes, List<Field> trailers, int end) {}

  private final byte[] bytes;
  private final String text;

  private Http1Text(byte[] bytes) {
    this.bytes = bytes;
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The request that begins at a position; empty where its parts cannot be told apart. */
  static Optional<Request> request(byte[] bytes, int from) {
    return new Http1Text(bytes).request(from);
  }

  private Optional<Request> request(int from) {
    int headEnd = text.indexOf("\r\n\r\n", from);
    if (headEnd < 0) {
      return Optional.empty();
    }
    String[] lines = text.substring(from, headEnd).split("\r\n", -1);
    Matcher line = REQUEST_LINE.matcher(lines[0]);
    Optional<List<Field>> fields = fields(Arrays.asList(lines).subList(1, lines.length));
    if (!line.matches() || fields.isEmpty()) {
      return Optional.empty();
    }
    return body(fields.get(), headEnd + 4)
        .map(
            body ->
                new Request(
                    line.group(1),
                    line.group(2),
                    line.group(3),
                    fields.get(),
                    body.bytes(),
                    body.trailers(),
                    body.end()));
  }

  private static Optional<List<Field>> fields(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.startsWith(" ") || line.startsWith("\t")) {
        return Optional.empty();
      }
      String value = line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
      fields.add(new Field(line.substring(0, colon), value));
    }
    return Optional.of(fields);
  }

  private Optional<Body> body(List<Field> fields, int from) {
    List<String> lengths = values(fields, "content-length");
    List<String> codings = values(fields, "transfer-encoding");
    if (codings.isEmpty()) {
      boolean isCounted = lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,8}");
      boolean isNone = lengths.isEmpty();
      int end = bytes.length;
      if (isCounted || isNone) {
        int length = isNone ? 0 : Integer.parseInt(lengths.getFirst());
        end = Math.min(bytes.length, from + length);
      }
      return Optional.of(new Body(Arrays.copyOfRange(bytes, from, end), List.of(), end));
    }
    boolean isPlain = lengths.isEmpty() && codings.equals(List.of("chunked"));
    return isPlain ? chunks(from) : Optional.empty();
  }

  private static List<String> values(List<Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  private Optional<Body> chunks(int from) {
    StringBuilder data = new StringBuilder();
    int at = from;
    while (true) {
      int lineEnd = text.indexOf("\r\n", at);
      if (lineEnd < 0 || !CHUNK_SIZE.matcher(text.substring(at, lineEnd)).matches()) {
        return Optional.empty();
      }
      int size = Integer.parseUnsignedInt(text.substring(at, lineEnd), 16);
      at = lineEnd + 2;
      if (size == 0) {
        return trailers(data.toString(), at);
      }
      if (size < 0 || at + size + 2 > text.length() || !text.startsWith("\r\n", at + size)) {
        return Optional.empty();
      }
      data.append(text, at, at + size);
      at += size + 2;
    }
  }

  private Optional<Body> trailers(String data, int from) {
    byte[] body = data.getBytes(StandardCharsets.ISO_8859_1);
    if (text.startsWith("\r\n", from)) {
      return Optional.of(new Body(body, List.of(), from + 2));
    }
    int end = text.indexOf("\r\n\r\n", from);
    return end < 0
        ? Optional.empty()
        : fields(Arrays.asList(text.substring(from, end).split("\r\n", -1)))
            .map(trailers -> new Body(body, trailers, end + 4));
  }
}
