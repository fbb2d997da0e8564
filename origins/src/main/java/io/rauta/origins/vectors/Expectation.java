package io.rauta.origins.vectors;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of what has to be seen, as words. The first says how far a message came:
 *
 * <ul>
 *   <li>{@code request METHOD HOST TARGET}: a whole request reaches the backend and is answered
 *   <li>{@code refuse CAUSE}: the head is refused
 *   <li>{@code broken METHOD HOST TARGET}: the head is good, the body is refused
 *   <li>{@code unfinished METHOD HOST TARGET}, {@code more}: the message goes on
 *   <li>{@code answer METHOD STATUS [CAUSE]}: the answer to a request of that method; {@code cut}
 *       in place of the status where the client must see that it is not whole
 * </ul>
 *
 * <p>Properties follow as {@code name=value}; {@code after=300ms} has an answer come no earlier
 * than that after the client's last bytes.
 */
public record Expectation(String text) {

  /** The status that each cause of a refusal means to the client. */
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("options", 204),
          Map.entry("bad_request", 400),
          Map.entry("no_route", 404),
          Map.entry("method_not_allowed", 405),
          Map.entry("request_timeout", 408),
          Map.entry("body_too_large", 413),
          Map.entry("uri_too_long", 414),
          Map.entry("expectation_failed", 417),
          Map.entry("head_too_large", 431),
          Map.entry("unknown_coding", 501),
          Map.entry("version_not_supported", 505));

  /** How far a message came. */
  public enum Kind {
    REQUEST,
    REFUSE,
    BROKEN,
    UNFINISHED,
    MORE,
    ANSWER
  }

  /** How far the message came. */
  public Kind kind() {
    return Kind.valueOf(word(0).toUpperCase(Locale.ROOT));
  }

  private String word(int at) {
    List<String> words = words();
    return at < words.size() ? words.get(at) : "";
  }

  private List<String> words() {
    return List.of(text.split(" +", -1));
  }

  /** The method of the request that is answered. */
  String method() {
    return switch (kind()) {
      case REQUEST, ANSWER -> word(1);
      case REFUSE, BROKEN, UNFINISHED, MORE -> "GET";
    };
  }

  /** The target that reaches the backend. */
  String target() {
    return word(3);
  }

  /** The status that the client sees; empty where there is no answer, or not a whole one. */
  Optional<Integer> status() {
    return switch (kind()) {
      case REQUEST -> Optional.of(target().equals("*") ? 204 : 200);
      case REFUSE -> Optional.of(Objects.requireNonNull(STATUS.get(word(1)), text));
      case BROKEN -> Optional.of(400);
      case UNFINISHED, MORE -> Optional.empty();
      case ANSWER -> isCut() ? Optional.empty() : Optional.of(Integer.parseInt(word(2)));
    };
  }

  /** Whether the client must see that its answer is not whole. */
  boolean isCut() {
    return kind() == Kind.ANSWER && word(2).equals("cut");
  }

  /** Whether no answer comes at all. */
  boolean isSilent() {
    return kind() == Kind.UNFINISHED || kind() == Kind.MORE;
  }

  /** Why the proxy answers itself, in the words of its metrics. */
  Optional<String> cause() {
    return switch (kind()) {
      case REFUSE -> Optional.of(word(1));
      case BROKEN -> Optional.of("bad_request");
      case REQUEST -> target().equals("*") ? Optional.of("options") : Optional.empty();
      case UNFINISHED, MORE -> Optional.empty();
      case ANSWER -> Optional.of(word(3)).filter(word -> !word.isEmpty() && !word.contains("="));
    };
  }

  /** Whether a proxy that answers 2xx here has taken what must be refused. */
  boolean isRefusal() {
    return kind() == Kind.REFUSE || kind() == Kind.BROKEN || isRefusedAnswer();
  }

  private boolean isRefusedAnswer() {
    return kind() == Kind.ANSWER && (isCut() || status().orElseThrow() >= 400);
  }

  /** What becomes of the client's connection behind this answer, where nothing else is said. */
  Promise.Fate fate() {
    boolean closes =
        switch (kind()) {
          case REQUEST -> property("flags").map(flags -> flags.contains("close")).orElse(false);
          case REFUSE, BROKEN, UNFINISHED, MORE -> true;
          case ANSWER -> isCut();
        };
    return closes ? Promise.Fate.CLOSED : Promise.Fate.KEPT;
  }

  /** The whole request that the backend sees for this message. */
  Optional<String> upstream() {
    boolean isForwarded = kind() == Kind.REQUEST && !target().equals("*");
    return isForwarded
        ? Optional.of(
            "%s %s %s%s"
                .formatted(word(1), word(2), word(3), properties("data", "names") + trailers()))
        : Optional.empty();
  }

  /** Trailers go no further than the head says. */
  private String trailers() {
    boolean isAsked = property("flags").map(flags -> flags.contains("trailers")).orElse(false);
    return isAsked ? properties("trailers") : " trailers=";
  }

  /** The request whose beginning the backend may see, which must never become a whole one. */
  Optional<String> beginning() {
    return kind() == Kind.BROKEN || kind() == Kind.UNFINISHED
        ? Optional.of("%s %s %s".formatted(word(1), word(2), word(3)))
        : Optional.empty();
  }

  private String properties(String... names) {
    return Arrays.stream(names)
        .flatMap(name -> property(name).map(value -> " " + name + "=" + value).stream())
        .collect(Collectors.joining());
  }

  /** How long after the client's last bytes an answer comes at the earliest. */
  Optional<Duration> after() {
    return after(text);
  }

  /** The value of the property {@code after} of a line of words. */
  static Optional<Duration> after(String line) {
    return property(line, "after").map(Expectation::millis);
  }

  /** A time, written as {@code 300ms}. */
  static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
  }

  /** The value of a property, if the line has it. */
  Optional<String> property(String name) {
    return property(text, name);
  }

  /** The value of a property of a line of words. */
  static Optional<String> property(String line, String name) {
    return Arrays.stream(line.split(" +", -1))
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
