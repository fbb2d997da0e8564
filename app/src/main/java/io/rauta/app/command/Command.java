package io.rauta.app.command;

import io.rauta.app.settings.Section;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The commands, in the order in which help texts show them. */
enum Command {
  DEMO("Starts two backends and a gateway for them on the loopback address."),
  RUN("Serves Gateway API files, or one backend on one address, until SIGTERM or SIGINT."),
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
              "rauta run --listen ADDRESS --backend ADDRESS [SETTING...]");
      case VERSION -> List.of("rauta version");
    };
  }

  /** The sections whose settings it takes as flags. */
  Set<Section> sections() {
    return switch (this) {
      case DEMO -> EnumSet.complementOf(EnumSet.of(Section.SOURCE));
      case RUN -> EnumSet.allOf(Section.class);
      case VERSION -> EnumSet.noneOf(Section.class);
    };
  }
}
