package io.rauta.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.IpLiterals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each case is asked over a connection to 10.1.2.3. */
final class HostCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9901",
        "localhost.",
        "127.0.0.1",
        "127.0.0.1:9901",
        "127.9.9.9",
        "[::1]",
        "[::1]:9901",
        "10.1.2.3",
        "10.1.2.3:9901"
      })
  void allowed(String host) {
    assertThat(HostCheck.allows(host, IpLiterals.parse("10.1.2.3").orElseThrow())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.1.2.4",
        "127.0.0.1:80:80",
        "[::1",
        "[::1]x",
        "[evil.example]",
        "user@127.0.0.1",
        "2130706433",
        "127.1",
        "::1"
      })
  void refused(String host) {
    assertThat(HostCheck.allows(host, IpLiterals.parse("10.1.2.3").orElseThrow())).isFalse();
  }
}
