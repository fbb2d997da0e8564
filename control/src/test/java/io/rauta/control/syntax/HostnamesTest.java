package io.rauta.control.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.HostPattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostnamesTest {

  @ParameterizedTest(name = "{0} is read as {1}")
  @CsvSource({
    "example.com, example.com",
    "WWW.Example.COM, www.example.com",
    "*.example.com, *.example.com",
    "*.com, *.com",
    "localhost, localhost",
    "a-b.1c, a-b.1c",
    "1.2.3.4.example, 1.2.3.4.example",
    "xn--bcher-kva.example, xn--bcher-kva.example"
  })
  void reads(String written, String expected) {
    assertThat(Hostnames.parse(written)).map(HostPattern::toString).contains(expected);
  }

  @ParameterizedTest(name = "\"{0}\" is no hostname")
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "*example.com",
        "a.*.com",
        "*.*.com",
        ".example.com",
        "example.com.",
        "a..b",
        "-a.com",
        "a-.com",
        "a_b.com",
        "a b.com",
        "exämple.com",
        "example.com:80",
        "10.0.0.1",
        "[::1]",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com"
      })
  void refuses(String written) {
    assertThat(Hostnames.parse(written)).isEmpty();
  }

  @ParameterizedTest(name = "{0} and {1} share a host: {2}")
  @CsvSource({
    "a.example.com, a.example.com, true",
    "a.example.com, b.example.com, false",
    "a.example.com, *.example.com, true",
    "a.b.example.com, *.example.com, true",
    "example.com, *.example.com, false",
    "notexample.com, *.example.com, false",
    "*.example.com, *.com, true",
    "*.a.example.com, *.b.example.com, false",
    "*.example.com, *.example.com, true",
    "'', *.example.com, true",
    "'', a.example.com, true",
    "'', '', true"
  })
  void intersects(String a, String b, boolean expected) {
    assertThat(Hostnames.intersect(pattern(a), pattern(b))).isEqualTo(expected);
    assertThat(Hostnames.intersect(pattern(b), pattern(a))).isEqualTo(expected);
  }

  private static HostPattern pattern(String written) {
    return written.isEmpty() ? new HostPattern.Any() : Hostnames.parse(written).orElseThrow();
  }
}
