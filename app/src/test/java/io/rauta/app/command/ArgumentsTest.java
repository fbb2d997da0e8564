package io.rauta.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rauta.app.command.Invocation.Served;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.UpstreamAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArgumentsTest {

  @Test
  void filesAreServed() {
    Invocation.Run run = run("run --files a.yaml b --files c --drain-timeout=5s", Map.of());
    assertThat(run.served())
        .isEqualTo(new Served.Files(List.of(Path.of("a.yaml"), Path.of("b"), Path.of("c"))));
    assertThat(run.settings().get(Catalogue.DRAIN_TIMEOUT)).hasSeconds(5);
  }

  @Test
  void oneBackendIsServed() {
    Served expected =
        new Served.OneBackend(
            new HostPort("", 80), new UpstreamAddress.Network(new HostPort("example.com", 81)));
    assertThat(run("run --listen :80 --backend example.com:81", Map.of()).served())
        .isEqualTo(expected);
    assertThat(
            run("run", Map.of("RAUTA_BIND_ADDR", ":80", "RAUTA_BACKEND_ADDR", "example.com:81"))
                .served())
        .isEqualTo(expected);
  }

  @Test
  void demoTakesAPort() {
    assertThat(parse("demo", Map.of()))
        .isInstanceOfSatisfying(Invocation.Demo.class, demo -> assertThat(demo.port()).isEmpty());
    assertThat(parse("demo --port 8080", Map.of()))
        .isInstanceOfSatisfying(
            Invocation.Demo.class, demo -> assertThat(demo.port()).isEqualTo(OptionalInt.of(8080)));
  }

  @Test
  void helpIsPrinted() {
    assertThat(parse("--help", Map.of()))
        .isInstanceOfSatisfying(
            Invocation.PrintHelp.class, help -> assertThat(help.text()).contains("demo", "run"));
    assertThat(parse("run --help", Map.of()))
        .isInstanceOfSatisfying(
            Invocation.PrintHelp.class,
            help ->
                assertThat(help.text())
                    .contains(Catalogue.all().stream().map(setting -> setting.flag()).toList()));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> wrongUsages() {
    return Stream.of(
        arguments("", "no command"),
        arguments("rnu", "unknown command rnu; did you mean run?"),
        arguments("serve", "unknown command serve"),
        arguments("run", "nothing to serve: use --files, or --listen and --backend"),
        arguments("run --listen :80", "--listen needs --backend"),
        arguments("run --backend a:80", "--backend needs --listen"),
        arguments("run --files a --listen :80", "--files and --listen cannot be combined"),
        arguments(
            "run --files a --drain-timeuot 5s",
            "unknown flag --drain-timeuot; did you mean --drain-timeout?"),
        arguments("run --colour=red", "unknown flag --colour"),
        arguments(
            "run --files a --workers x",
            "--workers: \"x\" is not allowed; use a number from 1 to 1024"),
        arguments("demo --port 0", "--port: \"0\" is not allowed; use a number from 1 to 65535"),
        arguments("run --files", "--files needs a value"),
        arguments("run --workers --files a", "--workers needs a value"),
        arguments("run --files a --workers 1 --workers=2", "--workers is given twice"),
        arguments("demo --listen :80", "unknown flag --listen"),
        arguments("run a.yaml", "unexpected \"a.yaml\""),
        arguments("version now", "unexpected \"now\""));
  }

  @ParameterizedTest(name = "rauta {0}")
  @MethodSource("wrongUsages")
  void wrongUsageIsRefused(String line, String message) {
    assertThat(parse(line, Map.of()))
        .isInstanceOfSatisfying(
            Invocation.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ExitCode.WRONG_USAGE);
              assertThat(refused.messages()).first().isEqualTo(message);
            });
  }

  @Test
  void badVariableIsBadInput() {
    assertThat(parse("run --files a", Map.of("RAUTA_WORKERS", "x")))
        .isInstanceOfSatisfying(
            Invocation.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT));
  }

  private static Invocation.Run run(String line, Map<String, String> environment) {
    assertThat(parse(line, environment)).isInstanceOf(Invocation.Run.class);
    return (Invocation.Run) parse(line, environment);
  }

  private static Invocation parse(String line, Map<String, String> environment) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    return Arguments.parse(words, environment);
  }
}
