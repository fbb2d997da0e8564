package io.rauta.app.command;

import io.rauta.app.check.CheckOptions;
import io.rauta.app.explain.AskedRequest;
import io.rauta.app.output.Colour;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the command lines of {@code check} and {@code explain}. Used once. */
final class Questions {

  private final FlagReader.Outcome.Understood line;
  private final SettingsReader.Outcome.Usable settings;

  Questions(FlagReader.Outcome.Understood line, SettingsReader.Outcome.Usable settings) {
    this.line = line;
    this.settings = settings;
  }

  Invocation check() {
    List<String> paths = line.operands();
    Optional<OutputFormat> format = choice(Flag.FORMAT, OutputFormat.class, OutputFormat.TEXT);
    Optional<Colour> colour = colour();
    if (paths.isEmpty()) {
      return usage("no files to check", Command.CHECK);
    }
    if (format.isEmpty()) {
      return wrong(Flag.FORMAT, "text, json or sarif", Command.CHECK);
    }
    if (colour.isEmpty()) {
      return wrong(Flag.COLOR, "auto, always or never", Command.CHECK);
    }
    CheckOptions options =
        new CheckOptions(
            format.get(),
            has(Flag.STRICT) ? CheckOptions.Failing.ON_WARNINGS : CheckOptions.Failing.ON_ERRORS,
            has(Flag.CONDITIONS) ? CheckOptions.Conditions.ALL : CheckOptions.Conditions.UNMET);
    return new Invocation.Check(paths(paths), options, colour.get(), settings.settings());
  }

  Invocation explain() {
    List<String> words = line.operands();
    int count = words.size();
    Optional<OutputFormat> format =
        choice(Flag.FORMAT, OutputFormat.class, OutputFormat.TEXT)
            .filter(chosen -> chosen != OutputFormat.SARIF);
    Optional<Colour> colour = colour();
    if (count < 3) {
      return usage(
          "explain needs files, a method and a URL, as in"
              + " routes.yaml GET http://example.com:8080/",
          Command.EXPLAIN);
    }
    if (format.isEmpty()) {
      return wrong(Flag.FORMAT, "text or json", Command.EXPLAIN);
    }
    if (colour.isEmpty()) {
      return wrong(Flag.COLOR, "auto, always or never", Command.EXPLAIN);
    }
    List<String> fields = line.values().getOrDefault(Flag.HEADER, List.of());
    return switch (AskedRequest.of(words.get(count - 2), words.get(count - 1), fields)) {
      case AskedRequest.Parsed.Bad(String message) -> usage(message, Command.EXPLAIN);
      case AskedRequest.Parsed.Good(AskedRequest request) ->
          new Invocation.Explain(
              paths(words.subList(0, count - 2)),
              request,
              format.get(),
              colour.get(),
              settings.settings());
    };
  }

  private boolean has(Flag flag) {
    return line.values().containsKey(flag);
  }

  private Optional<Colour> colour() {
    return choice(Flag.COLOR, Colour.class, Colour.AUTO);
  }

  /** The constant that a flag names; empty where it names none. */
  private <E extends Enum<E>> Optional<E> choice(Flag flag, Class<E> type, E byDefault) {
    List<String> words = line.values().getOrDefault(flag, List.of());
    return words.isEmpty()
        ? Optional.of(byDefault)
        : Arrays.stream(type.getEnumConstants())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(words.getFirst()))
            .findFirst();
  }

  private static List<Path> paths(List<String> words) {
    return words.stream().map(Path::of).toList();
  }

  private Invocation wrong(Flag flag, String allowed, Command command) {
    String word = line.values().getOrDefault(flag, List.of()).getFirst();
    return usage(
        "%s: \"%s\" is not allowed; use %s".formatted(flag.name(), word, allowed), command);
  }

  private static Invocation usage(String message, Command command) {
    return Arguments.usage(message, command);
  }
}
