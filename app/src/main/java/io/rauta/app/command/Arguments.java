package io.rauta.app.command;

import io.rauta.app.command.Invocation.Served;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.NearestName;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.SettingsProblem;
import io.rauta.app.settings.SettingsReader;
import io.rauta.app.settings.UpstreamAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
    CommandLine line = new CommandLine(CommandSpecs.root());
    line.setAllowOptionsAsOptionParameters(false);
    try {
      ParseResult root = line.parseArgs(words.toArray(String[]::new));
      if (root.isUsageHelpRequested()) {
        return help(line);
      }
      if (!root.hasSubcommand()) {
        return usage("no command", line);
      }
      ParseResult command = root.subcommand();
      return command.isUsageHelpRequested()
          ? help(command.commandSpec().commandLine())
          : invocation(command, environment);
    } catch (UnmatchedArgumentException e) {
      return unmatched(e);
    } catch (ParameterException e) {
      return usage(String.valueOf(e.getMessage()), e.getCommandLine());
    }
  }

  private static Invocation invocation(ParseResult command, Map<String, String> environment) {
    String name = command.commandSpec().name();
    if (name.equals(CommandSpecs.VERSION)) {
      return new Invocation.PrintVersion();
    }
    Optional<String> stray = strayFlag(command);
    if (stray.isPresent()) {
      return unknown(stray.get(), command.commandSpec().commandLine());
    }
    return switch (settings(command, environment)) {
      case SettingsReader.Outcome.Refused refused -> refused(refused.problems());
      case SettingsReader.Outcome.Usable usable ->
          name.equals(CommandSpecs.DEMO)
              ? demo(command, usable)
              : run(command.commandSpec().commandLine(), usable);
    };
  }

  private static SettingsReader.Outcome settings(
      ParseResult command, Map<String, String> environment) {
    Map<Setting<?>, List<String>> flags = new LinkedHashMap<>();
    for (Setting<?> setting : Catalogue.all()) {
      if (command.hasMatchedOption(setting.flag())) {
        flags.put(setting, command.matchedOption(setting.flag()).stringValues());
      }
    }
    Optional<Path> file =
        Optional.ofNullable(command.<String>matchedOptionValue(SettingsReader.CONFIG_FLAG, null))
            .map(Path::of);
    return SettingsReader.read(flags, file, environment);
  }

  private static Invocation run(CommandLine line, SettingsReader.Outcome.Usable usable) {
    Settings settings = usable.settings();
    Optional<List<Path>> files = settings.find(Catalogue.FILES);
    Optional<HostPort> listen = settings.find(Catalogue.LISTEN);
    Optional<UpstreamAddress> backend = settings.find(Catalogue.BACKEND);
    if (files.isPresent() && (listen.isPresent() || backend.isPresent())) {
      Setting<?> other = listen.isPresent() ? Catalogue.LISTEN : Catalogue.BACKEND;
      return usage(
          settings.origin(Catalogue.FILES).orElseThrow()
              + " and "
              + settings.origin(other).orElseThrow()
              + " cannot be combined",
          line);
    }
    if (files.isPresent()) {
      return new Invocation.Run(new Served.Files(files.get()), settings, usable.warnings());
    }
    if (listen.isPresent() && backend.isPresent()) {
      Served served = new Served.OneBackend(listen.get(), backend.get());
      return new Invocation.Run(served, settings, usable.warnings());
    }
    return usage(
        listen.isPresent()
            ? "--listen needs --backend"
            : backend.isPresent()
                ? "--backend needs --listen"
                : "nothing to serve: use --files, or --listen and --backend",
        line);
  }

  private static Invocation demo(ParseResult command, SettingsReader.Outcome.Usable usable) {
    String port = command.matchedOptionValue(CommandSpecs.PORT_FLAG, "");
    if (port.isEmpty()) {
      return new Invocation.Demo(OptionalInt.empty(), usable.settings(), usable.warnings());
    }
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535 || port.equals("0")) {
      return usage(
          "--port: \"" + port + "\" is not allowed; use a number from 1 to 65535",
          command.commandSpec().commandLine());
    }
    return new Invocation.Demo(
        OptionalInt.of(Integer.parseInt(port)), usable.settings(), usable.warnings());
  }

  private static Invocation help(CommandLine line) {
    return new Invocation.PrintHelp(line.getUsageMessage(Ansi.OFF));
  }

  /** A word that was taken for one of a list of paths but looks like a flag. */
  private static Optional<String> strayFlag(ParseResult command) {
    return command.matchedOptions().stream()
        .filter(option -> option.arity().max() > 1)
        .flatMap(option -> option.stringValues().stream())
        .filter(word -> word.startsWith("-"))
        .findFirst();
  }

  private static Invocation unmatched(UnmatchedArgumentException e) {
    CommandLine line = e.getCommandLine();
    String word = e.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      return unknown(word, line);
    }
    return line.getSubcommands().isEmpty()
        ? usage("unexpected \"" + word + "\"", line)
        : usage(
            "unknown command "
                + word
                + NearestName.suggestion(word, line.getSubcommands().keySet()),
            line);
  }

  private static Invocation unknown(String word, CommandLine line) {
    String flag = word.split("=", 2)[0];
    Set<String> flags = line.getCommandSpec().optionsMap().keySet();
    return usage("unknown flag " + flag + NearestName.suggestion(flag, flags), line);
  }

  private static Invocation refused(List<SettingsProblem> problems) {
    boolean wrongUsage = problems.stream().anyMatch(SettingsProblem.WrongUsage.class::isInstance);
    return new Invocation.Refused(
        problems.stream().map(SettingsProblem::message).toList(),
        wrongUsage ? ExitCode.WRONG_USAGE : ExitCode.BAD_INPUT);
  }

  private static Invocation usage(String message, CommandLine line) {
    String help = line.getCommandSpec().qualifiedName() + " --help";
    return new Invocation.Refused(
        List.of(message, "try " + help + " for what is possible"), ExitCode.WRONG_USAGE);
  }
}
