package io.rauta.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what flags, environment and settings file say. Used once, by one thread. */
public final class SettingsReader {

  /** Names the settings file; is no setting itself. */
  public static final String CONFIG_FLAG = "--config";

  /** Names the settings file where the flag does not. */
  public static final String CONFIG_VARIABLE = "RAUTA_CONFIG";

  /** Variables that Kubernetes sets in every pod beside a Service whose name begins with rauta. */
  private static final Pattern INJECTED =
      Pattern.compile("RAUTA_(.+_)?(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

  private final Map<Setting<?>, Settings.Given<?>> given = new HashMap<>();
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private SettingsReader() {}

  /** What became of the settings. */
  public sealed interface Outcome {

    /**
     * They can be used.
     *
     * @param settings every value
     * @param warnings for a person
     */
    record Usable(Settings settings, List<String> warnings) implements Outcome {}

    /**
     * They stop the start.
     *
     * @param problems at least one
     */
    record Refused(List<SettingsProblem> problems) implements Outcome {}
  }

  /**
   * Reads all settings.
   *
   * @param flags the words behind each flag of the command line
   * @param configFlag the settings file that the command line names
   * @param environment all variables
   */
  public static Outcome read(
      Map<Setting<?>, List<String>> flags,
      Optional<Path> configFlag,
      Map<String, String> environment) {
    SettingsReader reader = new SettingsReader();
    Optional<Path> file = configFlag.or(() -> set(environment, CONFIG_VARIABLE).map(Path::of));
    file.ifPresent(reader::readFile);
    reader.readEnvironment(environment);
    flags.forEach((setting, words) -> reader.take(setting, words, new Origin.Flag(setting.flag())));
    return reader.problems.isEmpty()
        ? new Outcome.Usable(new Settings(reader.given), List.copyOf(reader.warnings))
        : new Outcome.Refused(List.copyOf(reader.problems));
  }

  private void readFile(Path path) {
    SettingsFile file = SettingsFile.read(path);
    problems.addAll(file.problems());
    Map<String, Setting<?>> byKey =
        Catalogue.all().stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    Map<String, Origin.FileKey> seen = new HashMap<>();
    for (SettingsFile.Entry entry : file.entries()) {
      Setting<?> setting = byKey.get(entry.key());
      Origin.FileKey before = seen.put(entry.key(), entry.origin());
      if (setting == null) {
        problems.add(
            new SettingsProblem.BadInput(
                entry.origin()
                    + " is no setting"
                    + NearestName.suggestion(entry.key(), byKey.keySet())));
      } else if (before != null) {
        problems.add(
            new SettingsProblem.BadInput(
                entry.origin() + " is set a second time, first in line " + before.line()));
      } else {
        take(setting, entry.words(), entry.origin());
      }
    }
  }

  private void readEnvironment(Map<String, String> environment) {
    for (Setting<?> setting : Catalogue.all()) {
      variables(setting)
          .filter(name -> set(environment, name).isPresent())
          .findFirst()
          .ifPresent(
              name ->
                  take(
                      setting,
                      setting.format().words(environment.getOrDefault(name, "")),
                      new Origin.Variable(name)));
    }
    List<String> known =
        Stream.concat(
                Catalogue.all().stream().flatMap(SettingsReader::variables),
                Stream.of(CONFIG_VARIABLE))
            .toList();
    environment.keySet().stream()
        .filter(name -> name.startsWith("RAUTA_") && !known.contains(name))
        .filter(name -> !INJECTED.matcher(name).matches())
        .sorted()
        .forEach(
            name ->
                warnings.add(
                    "variable " + name + " is no setting" + NearestName.suggestion(name, known)));
  }

  private <T> void take(Setting<T> setting, List<String> words, Origin origin) {
    Optional<T> value = setting.format().parse(words);
    if (value.isPresent()) {
      given.put(setting, new Settings.Given<>(value.get(), origin));
      return;
    }
    String message =
        "%s: \"%s\" is not allowed; use %s"
            .formatted(origin, String.join(" ", words), setting.format().allowed());
    problems.add(
        switch (origin) {
          case Origin.Flag _ -> new SettingsProblem.WrongUsage(message);
          case Origin.Variable _, Origin.FileKey _ -> new SettingsProblem.BadInput(message);
        });
  }

  private static Stream<String> variables(Setting<?> setting) {
    return Stream.concat(Stream.of(setting.variable()), setting.aliases().stream());
  }

  /** An empty variable counts as not set. */
  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
