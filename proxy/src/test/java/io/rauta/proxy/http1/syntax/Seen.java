package io.rauta.proxy.http1.syntax;

import io.rauta.origins.vectors.Escapes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one parser made of one request.
 *
 * @param kind how far the request came
 * @param cause why it was refused, or empty
 * @param method the method, or empty where the head was not accepted; so the next two
 * @param host the host without port
 * @param target path and query as they are passed on
 * @param length bytes of the body as announced, or {@code chunked}
 * @param data the body as far as it came, one char a byte
 * @param fields fields that are passed on, as {@code name: value}
 * @param trailers trailers that were read, as {@code name: value}
 * @param flags what else the head says: {@code close}, {@code continue}, {@code trailers}, {@code
 *     websocket}
 */
public record Seen(
    Kind kind,
    String cause,
    String method,
    String host,
    String target,
    String length,
    String data,
    List<String> fields,
    List<String> trailers,
    List<String> flags) {

  private static final int LONG_TARGET = 256;

  /** How far a request came. */
  public enum Kind {
    /** Complete. */
    REQUEST,
    /** The head was accepted, the body breaks its framing. */
    BROKEN,
    /** The head was accepted, the body goes on. */
    UNFINISHED,
    /** The head was refused. */
    REFUSE,
    /** The head goes on. */
    MORE
  }

  /** A request that came to nothing: refused for {@code cause}, or incomplete. */
  public static Seen nothing(Kind kind, String cause) {
    return new Seen(kind, cause, "", "", "", "", "", List.of(), List.of(), List.of());
  }

  /**
   * This in the words of {@code expected}: the kind, for a refusal its cause, else method, host and
   * target, which is shortened where it is very long, then each of the properties that {@code
   * expected} names, in the same order.
   */
  public String describe(String expected) {
    String start = kind.name().toLowerCase(java.util.Locale.ROOT);
    if (kind == Kind.REFUSE) {
      return start + ' ' + cause;
    }
    if (kind == Kind.MORE) {
      return start;
    }
    return Arrays.stream(expected.split(" +", -1))
        .filter(word -> word.indexOf('=') > 0 && !word.startsWith("/"))
        .map(word -> word.substring(0, word.indexOf('=')))
        .map(key -> ' ' + key + '=' + property(key))
        .collect(
            Collectors.joining("", start + ' ' + method + ' ' + host + ' ' + shortTarget(), ""));
  }

  private String shortTarget() {
    return target.length() <= LONG_TARGET
        ? target
        : target.substring(0, 8) + "..." + target.length();
  }

  private String property(String key) {
    return switch (key) {
      case "length" -> length;
      case "data" -> Escapes.encode(data.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      case "size" -> Integer.toString(data.length());
      case "names" -> names(fields);
      case "trailers" -> names(trailers);
      case "fields" ->
          fields.stream()
              .map(
                  field ->
                      Escapes.encode(field.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
              .collect(Collectors.joining(","));
      case "flags" -> String.join("+", flags);
      default -> throw new IllegalArgumentException("unknown property " + key);
    };
  }

  private static String names(List<String> fields) {
    return fields.stream()
        .map(field -> field.substring(0, field.indexOf(':')))
        .collect(Collectors.joining(","));
  }
}
