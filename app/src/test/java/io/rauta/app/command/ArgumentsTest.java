package io.rauta.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rauta.app.check.CheckOptions;
import io.rauta.app.command.Invocation.Served;
import io.rauta.app.output.OutputFormat;
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
  void filesAreChecked() {
    assertThat(parse("check a b.yaml --strict --format json", Map.of()))
        .isInstanceOfSatisfying(
            Invocation.Check.class,
            check -> {
              assertThat(check.paths()).containsExactly(Path.of("a"), Path.of("b.yaml"));
              assertThat(check.options().format()).isEqualTo(OutputFormat.JSON);
              assertThat(check.options().failing()).isEqualTo(CheckOptions.Failing.ON_WARNINGS);
            });
  }

  @Test
  void requestsAreExplained() {
    assertThat(
            parse(
                "explain a b -H x:1 GET http://c:81/d --header=y:2 --request-timeout 1s", Map.of()))
        .isInstanceOfSatisfying(
            Invocation.Explain.class,
            explain -> {
              assertThat(explain.paths()).containsExactly(Path.of("a"), Path.of("b"));
              assertThat(explain.request()).hasToString("GET http://c:81/d");
              assertThat(explain.request().fields()).containsExactly("x:1", "y:2");
              assertThat(explain.settings().get(Catalogue.REQUEST_TIMEOUT)).hasSeconds(1);
            });
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
        arguments("run", "nothing to serve: use --files, --kubernetes, or --listen and --backend"),
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
        arguments("version now", "unexpected \"now\""),
        arguments("check", "no files to check"),
        arguments(
            "check a --format xml", "--format: \"xml\" is not allowed; use text, json or sarif"),
        arguments(
            "check a --color red", "--color: \"red\" is not allowed; use auto, always or never"),
        arguments("check a --files b", "unknown flag --files"),
        arguments(
            "explain a GET",
            "explain needs files, a method and a URL, as in routes.yaml GET"
                + " http://example.com:8080/"),
        arguments(
            "explain a GET http://a/ --format sarif",
            "--format: \"sarif\" is not allowed; use text or json"),
        arguments("explain a GET ftp://a/", "scheme \"ftp\" is not served; use http or https"));
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
