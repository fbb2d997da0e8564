package io.rauta.app.command;

import io.rauta.app.settings.NearestName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the words behind a command: {@code --flag value}, {@code --flag=value}, and for lists
 * {@code --flag value value}. Used once. A parser library is not used here because it would double
 * the time that a start takes.
 */
final class FlagReader {

  private final Map<String, Flag> known;
  private final Deque<String> words;
  private final Map<Flag, List<String>> values = new LinkedHashMap<>();

  private FlagReader(Command command, List<String> words) {
    this.known =
        Flag.of(command).stream().collect(Collectors.toMap(Flag::name, Function.identity()));
    this.words = new ArrayDeque<>(words);
  }

  /** What became of the words. */
  sealed interface Outcome {

    /**
     * All are understood.
     *
     * @param values the words behind each flag that was given
     */
    record Understood(Map<Flag, List<String>> values) implements Outcome {}

    /**
     * One is not.
     *
     * @param message for a person
     */
    record Wrong(String message) implements Outcome {}
  }

  static Outcome read(Command command, List<String> words) {
    FlagReader reader = new FlagReader(command, words);
    while (!reader.words.isEmpty()) {
      Optional<String> wrong = reader.next();
      if (wrong.isPresent()) {
        return new Outcome.Wrong(wrong.get());
      }
    }
    return new Outcome.Understood(reader.values);
  }

  /** Takes one flag and its words; says what is wrong with it, if anything. */
  private Optional<String> next() {
    String word = words.removeFirst();
    if (!isFlag(word)) {
      return Optional.of("unexpected \"" + word + "\"");
    }
    int equals = word.indexOf('=');
    String name =
        word.equals("-h") ? Flag.HELP.name() : equals < 0 ? word : word.substring(0, equals);
    Flag flag = known.get(name);
    if (flag == null) {
      return Optional.of("unknown flag " + name + NearestName.suggestion(name, known.keySet()));
    }
    if (equals >= 0) {
      words.addFirst(word.substring(equals + 1));
    }
    return take(flag);
  }

  private Optional<String> take(Flag flag) {
    boolean first = !values.containsKey(flag);
    List<String> taken = values.computeIfAbsent(flag, _ -> new ArrayList<>());
    if (flag.label().isEmpty()) {
      return Optional.empty();
    }
    if (words.isEmpty() || isFlag(words.getFirst())) {
      return Optional.of(flag.name() + " needs a value");
    }
    taken.add(words.removeFirst());
    if (flag instanceof Flag.OfSetting(var setting) && setting.format().isList()) {
      while (!words.isEmpty() && !isFlag(words.getFirst())) {
        taken.add(words.removeFirst());
      }
      return Optional.empty();
    }
    return first ? Optional.empty() : Optional.of(flag.name() + " is given twice");
  }

  private static boolean isFlag(String word) {
    return word.startsWith("-") && word.length() > 1;
  }
}
