package io.rauta.proxy.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.proxy.http.HeaderBlock;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcTimeoutTest {

  @ParameterizedTest
  @CsvSource({
    "1H, 3600000000000",
    "2M, 120000000000",
    "3S, 3000000000",
    "4m, 4000000",
    "5u, 5000",
    "6n, 6",
    "0n, 0",
    "00000001S, 1000000000",
    "99999999n, 99999999",
  })
  void readsEachUnit(String text, long nanos) {
    assertThat(nanos(text)).isEqualTo(nanos);
  }

  @Test
  void isNotOverflown() {
    assertThat(nanos("99999999H")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "S",
        "1",
        "100000000S",
        "1 S",
        " 1S",
        "-1S",
        "+1S",
        "1s",
        "1h",
        "1.5S",
        "1SS",
        "0x1S",
        "1ms"
      })
  void refusesAllElse(String text) {
    assertThat(nanos(text)).isEqualTo(GrpcTimeout.MALFORMED);
  }

  @Test
  void oneIsEnough() {
    assertThat(nanos()).isEqualTo(GrpcTimeout.NONE);
    assertThat(nanos("1S", "1S")).isEqualTo(GrpcTimeout.MALFORMED);
    assertThat(LongStream.of(GrpcTimeout.NONE, GrpcTimeout.MALFORMED)).allMatch(mark -> mark < 0);
  }

  private static long nanos(String... values) {
    HeaderBlock headers = new HeaderBlock();
    for (String value : values) {
      headers.add(ascii("grpc-timeout"), ascii(value));
    }
    return GrpcTimeout.nanos(headers);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
