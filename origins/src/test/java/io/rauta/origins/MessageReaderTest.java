package io.rauta.origins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Test
  void readsFieldsInOrderAndInTheirCase() throws IOException {
    Message request =
        reader("GET /a?b HTTP/1.1\r\nHost: x\r\nX-Two: 2\r\nx-two:  3 \r\n\r\n")
            .readRequest()
            .orElseThrow();
    assertThat(request.head().method()).isEqualTo("GET");
    assertThat(request.head().target()).isEqualTo("/a?b");
    assertThat(request.head().version()).isEqualTo("HTTP/1.1");
    assertThat(request.head().fields())
        .containsExactly(new Field("Host", "x"), new Field("X-Two", "2"), new Field("x-two", "3"));
    assertThat(request.framing()).isEqualTo(BodyFraming.NONE);
  }

  @Test
  void readsPipelinedCountedAndChunkedResponses() throws IOException {
    MessageReader reader =
        reader(
            OK
                + "Content-Length: 3\r\n\r\nabc"
                + OK
                + "Transfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\nt: 1\r\n\r\n");
    assertThat(reader.readResponse("GET").bodyText()).isEqualTo("abc");
    Message second = reader.readResponse("GET");
    assertThat(second.bodyText()).isEqualTo("de");
    assertThat(second.trailers()).containsExactly(new Field("t", "1"));
    assertThat(reader.readResponseHead()).isEmpty();
  }

  @Test
  void readsNoBodyAfterHeadAnd304AndReadsUntilCloseOtherwise() throws IOException {
    MessageReader reader =
        reader(
            OK
                + "Content-Length: 3\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
                + OK
                + "\r\nrest");
    assertThat(reader.readResponse("HEAD").framing()).isEqualTo(BodyFraming.NONE);
    assertThat(reader.readResponse("GET").framing()).isEqualTo(BodyFraming.NONE);
    assertThat(reader.readResponse("GET").bodyText()).isEqualTo("rest");
  }

  @ParameterizedTest
  @CsvSource({
    "bare LF in the head, 'HTTP/1.1 200 OK\nA: b\r\n\r\n'",
    "bare CR in the head, 'HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n'",
    "status out of range, 'HTTP/1.1 099 OK\r\n\r\n'",
    "folded field, 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n'",
    "blank before the colon, 'HTTP/1.1 200 OK\r\nA : b\r\n\r\n'",
    "control in a value, 'HTTP/1.1 200 OK\r\nA: b\1c\r\n\r\n'",
    "both framings, 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'",
    "repeated length, 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na'",
    "signed length, 'HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na'",
    "other coding, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n'",
    "chunk data too long, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n'",
    "length in a 204, 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n'",
  })
  void refusesMalformedResponses(String name, String response) {
    assertThatThrownBy(() -> reader(response).readResponse("GET"))
        .as(name)
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void reportsAMessageThatIsCut() {
    assertThatThrownBy(() -> reader(OK + "Content-Length: 3\r\n\r\nab").readResponse("GET"))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader("HTTP/1.1 20").readResponse("GET"))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader("").readResponse("GET")).isInstanceOf(EOFException.class);
  }

  private static MessageReader reader(String text) {
    return new MessageReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
