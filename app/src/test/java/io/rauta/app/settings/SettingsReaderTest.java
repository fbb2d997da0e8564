package io.rauta.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rauta.app.settings.choice.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsReaderTest {

  private static final Map<Setting<?>, List<String>> FLAG_9S =
      Map.of(Catalogue.DRAIN_TIMEOUT, List.of("9s"));

  private final Path folder;

  SettingsReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void flagBeatsEnvironmentBeatsFileBeatsDefault() throws IOException {
    Path file = file("drain: {timeout: 7s}");
    Map<String, String> variable = Map.of("RAUTA_DRAIN_TIMEOUT", "8s");

    assertThat(drainTimeout(Map.of(), Optional.empty(), Map.of())).hasSeconds(30);
    assertThat(drainTimeout(Map.of(), Optional.of(file), Map.of())).hasSeconds(7);
    assertThat(drainTimeout(Map.of(), Optional.of(file), variable)).hasSeconds(8);
    assertThat(drainTimeout(FLAG_9S, Optional.of(file), variable)).hasSeconds(9);
  }

  @Test
  void variableNamesTheFile() throws IOException {
    Path file = file("drain.timeout: 7s");
    assertThat(drainTimeout(Map.of(), Optional.empty(), Map.of("RAUTA_CONFIG", file.toString())))
        .hasSeconds(7);
  }

  @Test
  void nestedAndDottedKeysAndListsAreRead() throws IOException {
    Path file =
        file(
            """
            # comment
            workers: 3
            files: [a.yaml, b]
            upstream:
              connect-timeout: 1s
            limits.field: 4KiB
            """);
    Settings settings = usable(Map.of(), Optional.of(file), Map.of()).settings();
    assertThat(settings.get(Catalogue.WORKERS)).isEqualTo(3);
    assertThat(settings.get(Catalogue.FILES)).containsExactly(Path.of("a.yaml"), Path.of("b"));
    assertThat(settings.get(Catalogue.UPSTREAM_CONNECT_TIMEOUT)).hasSeconds(1);
    assertThat(settings.get(Catalogue.LIMITS_FIELD)).isEqualTo(4096);
  }

  @Test
  void anEmptyFileSetsNothing() throws IOException {
    assertThat(drainTimeout(Map.of(), Optional.of(file("")), Map.of())).hasSeconds(30);
  }

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        arguments(
            "a key that is almost right",
            "drain:\n  timeuot: 5s\n",
            "FILE:2: drain.timeuot is no setting; did you mean drain.timeout?"),
        arguments("a key like no other", "colour: red\n", "FILE:1: colour is no setting"),
        arguments(
            "a bad value",
            "workers: many\n",
            "FILE:1: workers: \"many\" is not allowed; use a number from 1 to 1024"),
        arguments(
            "a bad duration",
            "\ndrain.timeout: 5 seconds\n",
            "FILE:2: drain.timeout: \"5 seconds\" is not allowed; use a duration of at least 0s,"
                + " such as 500ms, 5s or 1h30m"),
        arguments("no value", "workers:\n", "FILE:1: workers has no value"),
        arguments(
            "a list where one word is meant",
            "workers: [1, 2]\n",
            "FILE:1: workers: \"1 2\" is not allowed; use a number from 1 to 1024"),
        arguments(
            "a list of lists", "files: [[a]]\n", "FILE:1: files holds something else than words"),
        arguments(
            "a key twice",
            "drain.timeout: 5s\ndrain:\n  timeout: 6s\n",
            "FILE:3: drain.timeout is set a second time, first in line 1"),
        arguments("a list at the top", "- workers\n", "FILE: holds no mapping of keys to values"),
        arguments("a key that is a list", "? [a]\n: 1\n", "FILE:1: a key is not a word"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenFiles")
  void brokenFileIsRefused(String name, String text, String message) throws IOException {
    Path file = file(text);
    assertThat(refused(Map.of(), Optional.of(file), Map.of()))
        .extracting(SettingsProblem::message)
        .contains(message.replace("FILE", file.toString()));
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsLine() throws IOException {
    Path file = file("workers: 1\ndrain: [\n");
    assertThat(refused(Map.of(), Optional.of(file), Map.of()))
        .singleElement()
        .extracting(SettingsProblem::message)
        .asString()
        .startsWith(file + ":3: is not YAML: ");
  }

  @Test
  void missingFileIsRefused() {
    Path file = folder.resolve("absent.yaml");
    assertThat(refused(Map.of(), Optional.of(file), Map.of()))
        .containsExactly(
            new SettingsProblem.BadInput(file + ": cannot be read: NoSuchFileException"));
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    Path file = file("workers: 0\ncolour: red\n");
    assertThat(refused(Map.of(), Optional.of(file), Map.of("RAUTA_TRANSPORT", "tcp"))).hasSize(3);
  }

  @Test
  void badVariableIsBadInput() {
    assertThat(refused(Map.of(), Optional.empty(), Map.of("RAUTA_TRANSPORT", "tcp")))
        .containsExactly(
            new SettingsProblem.BadInput(
                "RAUTA_TRANSPORT: \"tcp\" is not allowed; use one of auto, epoll, io_uring, nio"));
  }

  @Test
  void badFlagIsWrongUsage() {
    assertThat(refused(Map.of(Catalogue.WORKERS, List.of("0")), Optional.empty(), Map.of()))
        .containsExactly(
            new SettingsProblem.WrongUsage(
                "--workers: \"0\" is not allowed; use a number from 1 to 1024"));
  }

  @Test
  void aliasesAreReadAndTheProperNameWins() {
    Settings alias =
        usable(Map.of(), Optional.empty(), Map.of("RAUTA_BIND_ADDR", "127.0.0.1:80")).settings();
    assertThat(alias.get(Catalogue.LISTEN)).isEqualTo(new HostPort("127.0.0.1", 80));
    Settings both =
        usable(
                Map.of(),
                Optional.empty(),
                Map.of("RAUTA_BIND_ADDR", "127.0.0.1:80", "RAUTA_LISTEN", ":81"))
            .settings();
    assertThat(both.get(Catalogue.LISTEN)).isEqualTo(new HostPort("", 81));
  }

  @Test
  void emptyVariableCountsAsNotSet() {
    assertThat(drainTimeout(Map.of(), Optional.empty(), Map.of("RAUTA_DRAIN_TIMEOUT", "")))
        .hasSeconds(30);
  }

  @Test
  void unknownVariablesAreWarnedAboutUnlessKubernetesMadeThem() {
    Map<String, String> environment =
        Map.of(
            "RAUTA_DRAIN_TIMEOUTS", "1s",
            "RAUTA_SERVICE_HOST", "10.0.0.1",
            "RAUTA_SERVICE_PORT_HTTP", "80",
            "RAUTA_PORT", "tcp://10.0.0.1:80",
            "RAUTA_PORT_80_TCP_ADDR", "10.0.0.1",
            "RAUTA_ADMIN_SERVICE_HOST", "10.0.0.1",
            "RAUTA_ADMIN_PORT_9901_TCP", "tcp://10.0.0.1:9901",
            "PATH", "/bin");
    assertThat(usable(Map.of(), Optional.empty(), environment).warnings())
        .containsExactly(
            "variable RAUTA_DRAIN_TIMEOUTS is no setting; did you mean RAUTA_DRAIN_TIMEOUT?");
  }

  @Test
  void noSettingMapsToWhatKubernetesInjects() {
    assertThat(Catalogue.all())
        .extracting(Setting::variable)
        .noneMatch(name -> name.startsWith("RAUTA_PORT") || name.startsWith("RAUTA_SERVICE_"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyDefaultCanBeWrittenAndReadAgain() {
    assertThat(Catalogue.all()).allSatisfy(SettingsReaderTest::defaultIsReadAgain);
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "5s,5000", "1m,60000", "1h30m,5400000", "1h1m1s1ms,3661001", "0s,0"})
  void durations(String text, long millis) {
    assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    assertThat(Durations.print(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"5", "s", "-1s", "1.5s", "5S", "1s1s", "1m1h", "5 s", "''"})
  void notDurations(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8KiB,8192", "1MiB,1048576", "2GiB,2147483648", "17B,17"})
  void sizes(String text, long bytes) {
    assertThat(Sizes.parse(text)).contains(bytes);
    assertThat(Sizes.print(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"8K", "KiB", "-1", "8kib", "1.5MiB", "''"})
  void notSizes(String text) {
    assertThat(Sizes.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:80", "[::1]:80", ":80", "*:80", "0.0.0.0:0"})
  void addressesToListenOn(String text) {
    assertThat(Catalogue.LISTEN.format().parse(List.of(text))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "::1:80", "localhost:80", "[::1]", "127.1:80", "1.2.3.4:65536", "80"})
  void notAddressesToListenOn(String text) {
    assertThat(Catalogue.LISTEN.format().parse(List.of(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:80", "[::1]:80", "example.com:80", "unix:/run/app.sock", "localhost:1"})
  void addressesOfBackends(String text) {
    assertThat(Catalogue.BACKEND.format().parse(List.of(text))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"example.com", ":80", "1.2.3:80", "-a:80", "127.0.0.1:0", "unix:app.sock"})
  void notAddressesOfBackends(String text) {
    assertThat(Catalogue.BACKEND.format().parse(List.of(text))).isEmpty();
  }

  private static <T> void defaultIsReadAgain(Setting<T> setting) {
    Optional<T> value = setting.defaultValue(() -> Switch.OFF);
    Optional<T> again =
        value.flatMap(
            v -> setting.format().parse(setting.format().words(setting.format().print(v))));
    assertThat(again).isEqualTo(value);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), text);
  }

  private static Duration drainTimeout(
      Map<Setting<?>, List<String>> flags, Optional<Path> file, Map<String, String> environment) {
    return usable(flags, file, environment).settings().get(Catalogue.DRAIN_TIMEOUT);
  }

  private static SettingsReader.Outcome.Usable usable(
      Map<Setting<?>, List<String>> flags, Optional<Path> file, Map<String, String> environment) {
    SettingsReader.Outcome outcome = SettingsReader.read(flags, file, environment);
    assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Usable.class);
    return (SettingsReader.Outcome.Usable) outcome;
  }

  private static List<SettingsProblem> refused(
      Map<Setting<?>, List<String>> flags, Optional<Path> file, Map<String, String> environment) {
    SettingsReader.Outcome outcome = SettingsReader.read(flags, file, environment);
    assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Refused.class);
    return ((SettingsReader.Outcome.Refused) outcome).problems();
  }
}
