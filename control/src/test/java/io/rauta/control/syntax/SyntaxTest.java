package io.rauta.control.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

  @ParameterizedTest(name = "duration {0} is {1} ms")
  @CsvSource({
    "0s, 0",
    "500ms, 500",
    "10s, 10000",
    "1m30s, 90000",
    "1h1h1h1h, 14400000",
    "99999h, 359996400000",
    "1ms1s, 1001",
    "00001s, 1000"
  })
  void readsDurations(String text, long millis) {
    assertThat(GepDurations.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest(name = "\"{0}\" is no duration")
  @ValueSource(
      strings = {
        "",
        "1",
        "s",
        "1.5s",
        "-1s",
        "+1s",
        " 1s",
        "1s ",
        "1S",
        "1d",
        "1us",
        "100000s",
        "1m1m1m1m1m",
        "1h 1m",
        "ms",
        "1mss",
        "١s"
      })
  void refusesDurations(String text) {
    assertThat(GepDurations.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "address {0} is {1}")
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:DB8::0001, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:0:5:6:7:8, 1:2:3:0:5:6:7:8",
    "::ffff:10.0.0.1, ::ffff:a00:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
  })
  void readsAddresses(String text, String expected) {
    assertThat(IpLiterals.parse(text)).contains(expected);
  }

  @ParameterizedTest(name = "\"{0}\" is no address")
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.",
        ".1.2.3",
        "1.2.3.4 ",
        "a.b.c.d",
        ":",
        ":::",
        ":1",
        "1:",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::",
        "::1%eth0",
        "::1.2.3",
        "1.2.3.4::",
        "[::1]",
        "::ffff:1.2.3.4.5",
        "localhost"
      })
  void refusesAddresses(String text) {
    assertThat(IpLiterals.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "path {0} is {1}")
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a/, /a/",
    "/%7Ea, /~a",
    "/a%20b%2D, /a%20b-",
    "'/a,b;c=d@e', '/a,b;c=d@e'"
  })
  void readsPaths(String text, String expected) {
    assertThat(Paths.canonical(text)).contains(expected);
  }

  @ParameterizedTest(name = "\"{0}\" is no path")
  @ValueSource(
      strings = {
        "",
        "a",
        "//",
        "/a//b",
        "/./a",
        "/a/..",
        "/%2e/a",
        "/a/%2E%2e",
        "/a%2Fb",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a b",
        "/a?b",
        "/a#b",
        "/ä",
        "/a\\b"
      })
  void refusesPaths(String text) {
    assertThat(Paths.canonical(text)).isEmpty();
  }

  @Test
  void refusesPathsOverTheLimitOfTheApi() {
    assertThat(Paths.canonical("/" + "a".repeat(1023))).isPresent();
    assertThat(Paths.canonical("/" + "a".repeat(1024))).isEmpty();
  }

  @ParameterizedTest(name = "pattern {0} is fine")
  @ValueSource(
      strings = {
        "",
        ".*",
        "/api/v[0-9]+/.*",
        "(?i)abc",
        "\\pL+",
        "[[:alpha:]]{2,63}",
        "(?P<name>a|b)",
        "([a-z0-9-]{1,63}\\.){1,8}example",
        "a{1000}",
        "\\Qa.b\\E"
      })
  void takesPatterns(String pattern) {
    assertThat(new Patterns().expectedInsteadOf(pattern)).isEmpty();
  }

  @ParameterizedTest(name = "pattern {0} is refused")
  @ValueSource(
      strings = {
        "(",
        "[a",
        "a**",
        "(?=a)b",
        "(a)\\1",
        "a{1001}",
        "((a{1000}){1000}){1000}",
        "(((((a{9}){9}){9}){9}){9}){9}",
        "((((a)\\Q\\E{999})\\Q\\E{999})\\Q\\E{999})",
        "((((a)(?i){999})(?i){999})(?i){999})",
        "(a{999}b{999}c{999}d{999}){9}"
      })
  void refusesPatterns(String pattern) {
    assertThat(new Patterns().expectedInsteadOf(pattern)).isPresent();
  }

  @Test
  void refusesPatternsOverTheLimitInBytes() {
    Patterns patterns = new Patterns();
    assertThat(patterns.expectedInsteadOf("a".repeat(1024))).isEmpty();
    assertThat(patterns.expectedInsteadOf("a".repeat(1025))).isPresent();
    assertThat(patterns.expectedInsteadOf("ä".repeat(513))).isPresent();
  }
}
