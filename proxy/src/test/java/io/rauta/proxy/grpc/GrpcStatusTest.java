package io.rauta.proxy.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcStatusTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "9, 9", "10, 10", "16, 16", "00, 0"})
  void readsWhatIsTold(String text, int status) {
    assertThat(told(text)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "99", "-1", "1a", "a", "100", "1 "})
  void takesAllElseForUnknown(String text) {
    assertThat(told(text)).isEqualTo(GrpcStatus.UNKNOWN);
  }

  @Test
  void saysWhereNothingIsTold() {
    assertThat(GrpcStatus.of(new HeaderBlock())).isEqualTo(GrpcStatus.NONE);
  }

  /** The table {@code http-grpc-status-mapping} of the gRPC project. */
  @ParameterizedTest
  @CsvSource({
    "400, 13", "401, 16", "403, 7", "404, 12", "429, 14", "502, 14", "503, 14", "504, 14", "204, 2",
    "302, 2", "405, 2", "500, 2", "501, 2", "599, 2"
  })
  void mapsAnswersOfHttp(int http, int status) {
    assertThat(GrpcStatus.ofHttp(http)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200", "1, 499", "2, 500", "3, 400", "4, 504", "5, 404", "6, 409", "7, 403", "8, 429",
    "9, 400", "10, 409", "11, 400", "12, 501", "13, 500", "14, 503", "15, 500", "16, 401"
  })
  void mapsStatusesOfCalls(int status, int http) {
    assertThat(GrpcStatus.toHttp(status)).isEqualTo(http);
  }

  @ParameterizedTest
  @EnumSource(LocalReply.class)
  void everyAnswerOfOursHasOneThatExists(LocalReply reply) {
    assertThat(reply.grpcStatus()).isBetween(0, 16);
    assertThat(reply.phrase()).matches("[ -$&-~]*");
  }

  private static int told(String value) {
    HeaderBlock headers = new HeaderBlock();
    headers.add(ascii("grpc-status"), ascii(value));
    return GrpcStatus.of(headers);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
