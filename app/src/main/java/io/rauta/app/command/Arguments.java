package io.rauta.app.command;

import io.rauta.app.command.Invocation.Served;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.ClusterCatalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.NearestName;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.SettingsProblem;
import io.rauta.app.settings.SettingsReader;
import io.rauta.app.settings.UpstreamAddress;
import io.rauta.app.settings.choice.Switch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a command line. Stateless. */
public final class Arguments {

  private Arguments() {}

  /**
   * What {@code words} ask for.
   *
   * @param words the command line without the program's name
   * @param environment all variables
   */
  public static Invocation parse(List<String> words, Map<String, String> environment) {
    if (words.isEmpty()) {
      return usage("no command", "rauta");
    }
    String word = words.getFirst();
    if (word.equals("--help") || word.equals("-h")) {
      return new Invocation.PrintHelp(HelpText.ofProgram());
    }
    Optional<Command> command = Command.named(word);
    return command.isPresent()
        ? parse(command.get(), words.subList(1, words.size()), environment)
        : usage("unknown command " + word + NearestName.suggestion(word, Command.words()), "rauta");
  }

  private static Invocation parse(
      Command command, List<String> words, Map<String, String> environment) {
    return switch (FlagReader.read(command, words)) {
      case FlagReader.Outcome.Wrong(String message) -> usage(message, command);
      case FlagReader.Outcome.Understood understood
          when understood.values().containsKey(Flag.HELP) ->
          new Invocation.PrintHelp(HelpText.of(command));
      case FlagReader.Outcome.Understood understood -> invocation(command, understood, environment);
    };
  }

  private static Invocation invocation(
      Command command, FlagReader.Outcome.Understood understood, Map<String, String> environment) {
    if (command == Command.VERSION) {
      return new Invocation.PrintVersion(); // whatever the settings are
    }
    return switch (settings(understood.values(), environment)) {
      case SettingsReader.Outcome.Refused refused -> refused(refused.problems());
      case SettingsReader.Outcome.Usable usable ->
          switch (command) {
            case DEMO -> demo(understood.values(), usable);
            case RUN -> run(usable);
            case CHECK -> new Questions(understood, usable).check();
            case EXPLAIN -> new Questions(understood, usable).explain();
            case VERSION -> new Invocation.PrintVersion();
          };
    };
  }

  private static SettingsReader.Outcome settings(
      Map<Flag, List<String>> values, Map<String, String> environment) {
    Map<Setting<?>, List<String>> flags = new LinkedHashMap<>();
    values.forEach(
        (flag, words) -> {
          if (flag instanceof Flag.OfSetting(var setting)) {
            flags.put(setting, words);
          }
        });
    return SettingsReader.read(flags, word(values, Flag.CONFIG).map(Path::of), environment);
  }

  private static Invocation run(SettingsReader.Outcome.Usable usable) {
    Settings settings = usable.settings();
    List<Setting<?>> sources = sources(settings);
    if (sources.size() > 1) {
      return usage(
          settings.origin(sources.get(0)).orElseThrow()
              + " and "
              + settings.origin(sources.get(1)).orElseThrow()
              + " cannot be combined",
          Command.RUN);
    }
    Optional<String> mismatch = AddressChoice.mismatch(settings);
    if (mismatch.isPresent()) {
      return usage(mismatch.get(), Command.RUN);
    }
    Optional<Served> served = served(settings);
    return served.isPresent()
        ? new Invocation.Run(served.get(), settings, usable.warnings())
        : usage(nothingServed(settings), Command.RUN);
  }

  /** What was set of the settings that exclude each other. */
  private static List<Setting<?>> sources(Settings settings) {
    List<Setting<?>> set = new ArrayList<>();
    if (settings.get(ClusterCatalogue.KUBERNETES) == Switch.ON) {
      set.add(ClusterCatalogue.KUBERNETES);
    }
    if (settings.find(Catalogue.FILES).isPresent()) {
      set.add(Catalogue.FILES);
    }
    if (settings.find(Catalogue.LISTEN).isPresent()) {
      set.add(Catalogue.LISTEN);
    } else if (settings.find(Catalogue.BACKEND).isPresent()) {
      set.add(Catalogue.BACKEND);
    }
    return set;
  }

  private static Optional<Served> served(Settings settings) {
    if (settings.get(ClusterCatalogue.KUBERNETES) == Switch.ON) {
      return Optional.of(new Served.Cluster());
    }
    Optional<Served> files = settings.find(Catalogue.FILES).map(Served.Files::new);
    Optional<HostPort> listen = settings.find(Catalogue.LISTEN);
    Optional<UpstreamAddress> backend = settings.find(Catalogue.BACKEND);
    return files.isPresent() || listen.isEmpty() || backend.isEmpty()
        ? files
        : Optional.of(new Served.OneBackend(listen.get(), backend.get()));
  }

  private static String nothingServed(Settings settings) {
    if (settings.find(Catalogue.LISTEN).isPresent()) {
      return "--listen needs --backend";
    }
    return settings.find(Catalogue.BACKEND).isPresent()
        ? "--backend needs --listen"
        : "nothing to serve: use --files, --kubernetes, or --listen and --backend";
  }

  private static Invocation demo(
      Map<Flag, List<String>> values, SettingsReader.Outcome.Usable usable) {
    Optional<String> word = word(values, Flag.PORT);
    Optional<Integer> port = word.flatMap(text -> Catalogue.PORT_FORMAT.parse(List.of(text)));
    if (word.isPresent() && port.isEmpty()) {
      return usage(
          "--port: \"%s\" is not allowed; use %s"
              .formatted(word.get(), Catalogue.PORT_FORMAT.allowed()),
          Command.DEMO);
    }
    return new Invocation.Demo(
        port.map(OptionalInt::of).orElse(OptionalInt.empty()),
        usable.settings(),
        usable.warnings());
  }

  private static Optional<String> word(Map<Flag, List<String>> values, Flag flag) {
    return Optional.ofNullable(values.get(flag)).map(List::getFirst);
  }

  private static Invocation refused(List<SettingsProblem> problems) {
    boolean wrongUsage = problems.stream().anyMatch(SettingsProblem.WrongUsage.class::isInstance);
    return new Invocation.Refused(
        problems.stream().map(SettingsProblem::message).toList(),
        wrongUsage ? ExitCode.WRONG_USAGE : ExitCode.BAD_INPUT);
  }

  static Invocation usage(String message, Command command) {
    return usage(message, "rauta " + command.word());
  }

  private static Invocation usage(String message, String help) {
    return new Invocation.Refused(
        List.of(message, "try " + help + " --help for what is possible"), ExitCode.WRONG_USAGE);
  }
}
