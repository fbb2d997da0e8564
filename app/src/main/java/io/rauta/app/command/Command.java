package io.rauta.app.command;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Section;
import io.rauta.app.settings.Setting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The commands, in the order in which help texts show them. */
enum Command {
  DEMO("Starts two backends and a gateway for them on the loopback address."),
  RUN(
      "Serves Gateway API files, what an API server holds, or one backend on one address, until"
          + " SIGTERM or SIGINT."),
  CHECK("Validates Gateway API files offline, and warns of what is legal but hardly meant."),
  EXPLAIN("Says which rule of Gateway API files a request gets, and why no other one."),
  VERSION("Prints version, commit, JDK, transport and TLS provider.");

  private final String sentence;

  Command(String sentence) {
    this.sentence = sentence;
  }

  static Optional<Command> named(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Command::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does. */
  String sentence() {
    return sentence;
  }

  /** How it is called. */
  List<String> synopsis() {
    return switch (this) {
      case DEMO -> List.of("rauta demo [--port N] [SETTING...]");
      case RUN ->
          List.of(
              "rauta run --files PATH... [SETTING...]",
              "rauta run --kubernetes [SETTING...]",
              "rauta run --listen ADDRESS --backend ADDRESS [SETTING...]");
      case CHECK ->
          List.of(
              "rauta check PATH... [--format text|json|sarif] [--strict] [--conditions]"
                  + " [SETTING...]");
      case EXPLAIN ->
          List.of(
              "rauta explain PATH... METHOD URL [-H HEADER]... [--format text|json] [SETTING...]");
      case VERSION -> List.of("rauta version");
    };
  }

  /** Whether words that are no flags may follow. */
  Operands operands() {
    return switch (this) {
      case DEMO, RUN, VERSION -> Operands.REFUSED;
      case CHECK, EXPLAIN -> Operands.TAKEN;
    };
  }

  /** What becomes of words that are no flags. */
  enum Operands {
    REFUSED,
    TAKEN
  }

  /** The sections of which it takes settings as flags. */
  Set<Section> sections() {
    return switch (this) {
      case DEMO ->
          EnumSet.complementOf(EnumSet.of(Section.SOURCE, Section.KUBERNETES, Section.ADDRESSES));
      case RUN -> EnumSet.allOf(Section.class);
      case CHECK -> EnumSet.of(Section.SOURCE);
      case EXPLAIN ->
          EnumSet.of(
              Section.SOURCE, Section.UPSTREAM, Section.REQUESTS, Section.LIMITS, Section.TIMEOUTS);
      case VERSION -> EnumSet.noneOf(Section.class);
    };
  }

  /** Whether it takes {@code setting} as a flag. */
  boolean takes(Setting<?> setting) {
    boolean byWords = this == CHECK || this == EXPLAIN;
    return sections().contains(setting.section())
        && !(byWords
            && setting.section() == Section.SOURCE
            && setting != Catalogue.CONTROLLER_NAME);
  }
}
