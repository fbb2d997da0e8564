package io.rauta.proxy.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.filter.OriginPattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginTestTest {

  private static final OriginTest SOME =
      new OriginTest(
          List.of(
              new OriginPattern.Exact("https", "www.foo.com", 443),
              new OriginPattern.Exact("http", "local", 8080),
              new OriginPattern.Below("https", ".bar.com", 443),
              new OriginPattern.AnyHost("http", 81)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.foo.com",
        "https://www.foo.com:443",
        "HTTPS://WWW.Foo.com",
        "http://local:8080",
        "https://a.bar.com",
        "https://a.b.c.bar.com",
        "http://anything.at.all:81",
        "http://[::1]:81",
      })
  void accepts(String origin) {
    assertThat(accepts(SOME, origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "https://",
        "http://www.foo.com",
        "https://www.foo.com:444",
        "https://www.foo.com.evil.example",
        "https://evil-www.foo.com",
        "https://www.foo.com:",
        "https://www.foo.com:443x",
        "https://www.foo.com:4430000",
        "https://bar.com",
        "https://.bar.com:444",
        "https://evilbar.com",
        "http://a.bar.com",
        "http://local",
        "ftp://www.foo.com",
        "www.foo.com",
        "https://[::1",
      })
  void refuses(String origin) {
    assertThat(accepts(SOME, origin)).isFalse();
  }

  @Test
  void anyAcceptsAlsoWhatSaysNothing() {
    OriginTest any = new OriginTest(List.of(new OriginPattern.Any()));
    assertThat(accepts(any, "null")).isTrue();
    assertThat(accepts(any, "https://a:12345")).isTrue();
    assertThat(accepts(new OriginTest(List.of()), "https://a")).isFalse();
  }

  private static boolean accepts(OriginTest test, String origin) {
    byte[] bytes = ("xx" + origin + "yy").getBytes(US_ASCII);
    return test.accepts(bytes, 2, bytes.length - 2);
  }
}
