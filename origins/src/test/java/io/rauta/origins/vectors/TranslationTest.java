package io.rauta.origins.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslationTest {
  @Test
  void requestsBecomeStreams() {
    Translation.Streams streams =
        streams(
            """
            id      t
            source  t
            send    POST /a?b HTTP/1.1\\r\\nX-One: 1\\r\\nHost: h\\r\\nContent-Length: 2\\r\\n\\r\\nhi
            send    GET /2 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n
            expect  request POST h /a?b data=hi names=X-One,Host
            expect  request GET h /2
            """);
    StreamRequest first = streams.requests().getFirst();
    assertThat(first.fields())
        .containsExactly(
            new Field(":method", "POST"),
            new Field(":scheme", "http"),
            new Field(":authority", "h"),
            new Field(":path", "/a?b"),
            new Field("x-one", "1"),
            new Field("content-length", "2"));
    assertThat(first.body()).isEqualTo("hi".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(streams.requests()).hasSize(2);
    assertThat(streams.vector().expected())
        .containsExactly("request POST h /a?b data=hi", "request GET h /2");
  }

  @Test
  void goodChunksBecomeDataAndTrailers() {
    Translation.Streams streams =
        streams(
            """
            id      t
            source  t
            send    POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n
            send    2\\r\\nhi\\r\\n1\\r\\n!\\r\\n0\\r\\nX-Sum: 1\\r\\n\\r\\n
            expect  request POST h / data=hi!
            """);
    StreamRequest request = streams.requests().getFirst();
    assertThat(request.fields()).extracting(Field::name).doesNotContain("transfer-encoding");
    assertThat(new String(request.body(), StandardCharsets.ISO_8859_1)).isEqualTo("hi!");
    assertThat(request.trailers()).containsExactly(new Field("x-sum", "1"));
  }

  @Test
  void faultsStayAsTheyAre() {
    StreamRequest request =
        streams(
                """
                id      t
                source  t
                send    GET / HTTP/1.1\\r\\nHost: h\\r\\nx-\\x00: 1\\r\\n\\r\\n
                expect  refuse bad_request
                """)
            .requests()
            .getFirst();
    assertThat(request.fields()).contains(new Field("x-\0", "1"));
  }

  @Test
  void fieldsOfOneConnectionAreRefused() {
    Translation.Streams streams =
        streams(
            """
            id      t
            source  t
            send    GET / HTTP/1.1\\r\\nHost: h\\r\\nConnection: close\\r\\n\\r\\n
            expect  request GET h /
            """);
    assertThat(streams.vector().expected()).containsExactly("refuse bad_request");
    assertThat(streams.vector().promise().upstream()).contains(List.of());
  }

  @Test
  void syntaxOfHttp1HasNoCounterpart() {
    assertThat(
            Translation.of(
                vector(
                    """
                    id      t
                    source  t
                    send    GET  / HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n
                    expect  refuse bad_request
                    """)))
        .isEqualTo(new Translation.Meaningless("syntax"));
  }

  private static Translation.Streams streams(String block) {
    Translation translation = Translation.of(vector(block));
    assertThat(translation).isInstanceOf(Translation.Streams.class);
    return (Translation.Streams) translation;
  }

  private static Vector vector(String block) {
    VectorBlock parsed = new VectorBlock();
    block.lines().forEach(parsed::line);
    return parsed.vectors().getFirst();
  }
}
