package io.rauta.app.command;

import io.rauta.app.command.Command.Operands;
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
 * Reads the words behind a command: {@code --flag value}, {@code --flag=value}, for lists {@code
 * --flag value value}, and where the command takes them, words that belong to no flag. Used once. A
 * parser library is not used here because it would double the time that a start takes.
 */
final class FlagReader {

  private final Map<String, Flag> known;
  private final Deque<String> words;
  private final Map<Flag, List<String>> values = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();
  private final Operands allowed;

  private FlagReader(Command command, List<String> words) {
    this.known =
        Flag.of(command).stream().collect(Collectors.toMap(Flag::name, Function.identity()));
    this.words = new ArrayDeque<>(words);
    this.allowed = command.operands();
  }

  /** What became of the words. */
  sealed interface Outcome {

    /**
     * All are understood.
     *
     * @param values the words behind each flag that was given
     * @param operands the words that belong to no flag
     */
    record Understood(Map<Flag, List<String>> values, List<String> operands) implements Outcome {}

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
    return new Outcome.Understood(reader.values, reader.operands);
  }

  /** Takes one flag and its words; says what is wrong with it, if anything. */
  private Optional<String> next() {
    String word = words.removeFirst();
    if (!isFlag(word)) {
      return operand(word);
    }
    int equals = word.indexOf('=');
    String name = longName(equals < 0 ? word : word.substring(0, equals));
    Flag flag = known.get(name);
    if (flag == null) {
      return Optional.of("unknown flag " + name + NearestName.suggestion(name, known.keySet()));
    }
    if (equals >= 0) {
      words.addFirst(word.substring(equals + 1));
    } else if (isSwitch(flag)) {
      words.addFirst("true");
    }
    return take(flag);
  }

  private Optional<String> operand(String word) {
    return switch (allowed) {
      case REFUSED -> Optional.of("unexpected \"" + word + "\"");
      case TAKEN -> {
        operands.add(word);
        yield Optional.empty();
      }
    };
  }

  private static String longName(String name) {
    return switch (name) {
      case "-h" -> Flag.HELP.name();
      case "-H" -> Flag.HEADER.name();
      default -> name;
    };
  }

  private Optional<String> take(Flag flag) {
    boolean first = !values.containsKey(flag);
    List<String> taken = values.computeIfAbsent(flag, _ -> new ArrayList<>());
    if (flag.label().isEmpty() && !isSwitch(flag)) {
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
    return first || flag.isRepeated()
        ? Optional.empty()
        : Optional.of(flag.name() + " is given twice");
  }

  /** Whether it says all by being there, and may have a value behind an equals sign. */
  private static boolean isSwitch(Flag flag) {
    return flag instanceof Flag.OfSetting(var setting) && setting.format().label().isEmpty();
  }

  private static boolean isFlag(String word) {
    return word.startsWith("-") && word.length() > 1;
  }
}
