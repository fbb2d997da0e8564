package io.rauta.proxy.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.config.filter.HeaderEdits.Field;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterChainTest {

  private static final ClientAddress CLIENT = new ClientAddress(new byte[0], 80, Optional.empty());
  private static final List<Field> NO_FIELDS = List.of();
  private static final List<String> NO_NAMES = List.of();

  @Test
  void setReplacesEveryFieldOfTheName() {
    HeaderEdits edits = new HeaderEdits(List.of(new Field("X-A", "new")), NO_FIELDS, NO_NAMES);
    assertThat(edited(edits, "x-a", "1", "y", "2", "X-a", "3")).isEqualTo("y: 2\r\nX-A: new\r\n");
  }

  @Test
  void setAddsWhatIsMissing() {
    HeaderEdits edits = new HeaderEdits(List.of(new Field("x", "new")), NO_FIELDS, NO_NAMES);
    assertThat(edited(edits, "y", "2")).isEqualTo("y: 2\r\nx: new\r\n");
  }

  @Test
  void addKeepsWhatIsThere() {
    HeaderEdits edits = new HeaderEdits(NO_FIELDS, List.of(new Field("x", "new")), NO_NAMES);
    assertThat(edited(edits, "x", "1")).isEqualTo("x: 1\r\nx: new\r\n");
  }

  @Test
  void removeTakesEveryFieldOfTheName() {
    HeaderEdits edits = new HeaderEdits(NO_FIELDS, NO_FIELDS, List.of("x"));
    assertThat(edited(edits, "x", "1", "y", "2", "X", "3")).isEqualTo("y: 2\r\n");
  }

  @Test
  void setsThenAddsThenRemoves() {
    HeaderEdits edits =
        new HeaderEdits(
            List.of(new Field("a", "set"), new Field("b", "set")),
            List.of(new Field("a", "added"), new Field("c", "added")),
            List.of("b", "c"));
    assertThat(edited(edits, "a", "1", "b", "2", "c", "3")).isEqualTo("a: set\r\na: added\r\n");
  }

  @Test
  void valuesAreWrittenAsUtf8WithoutBlanksAtTheirEnds() {
    HeaderEdits edits = new HeaderEdits(List.of(new Field("x", " ä\t")), NO_FIELDS, NO_NAMES);
    assertThat(edited(edits)).isEqualTo(new String("x: ä\r\n".getBytes(UTF_8), ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "content_length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Upgrade",
        "HTTP2-Settings"
      })
  void fieldsThatFrameOrSteerAreOutOfReach(String name) {
    HeaderEdits edits =
        new HeaderEdits(
            List.of(new Field(name, "1")), List.of(new Field(name, "2")), List.of(name));
    assertThat(edited(edits, name, "kept")).isEqualTo(name + ": kept\r\n");
  }

  @Test
  void hostIsSetOnlyToAnotherHost() {
    HeaderEdits edits = new HeaderEdits(List.of(new Field("Host", "b:80")), NO_FIELDS, NO_NAMES);
    assertThat(edited(edits, "host", "a")).isEqualTo("Host: b:80\r\n");
    HeaderEdits bad =
        new HeaderEdits(
            List.of(new Field("host", ""), new Field("host", "a b")),
            List.of(new Field("host", "b")),
            List.of("host"));
    assertThat(edited(bad, "host", "a")).isEqualTo("host: a\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\rb", "a\0b", "a\u007fb"})
  void aValueThatWouldBreakTheLineIsDropped(String value) {
    HeaderEdits edits =
        new HeaderEdits(List.of(new Field("x", value)), List.of(new Field("y", value)), NO_NAMES);
    assertThat(edited(edits, "x", "kept")).isEqualTo("x: kept\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "ä"})
  void aNameThatIsNoTokenIsDropped(String name) {
    HeaderEdits edits =
        new HeaderEdits(
            List.of(new Field(name, "1")), List.of(new Field(name, "1")), List.of(name));
    assertThat(edited(edits, "x", "kept")).isEqualTo("x: kept\r\n");
  }

  @Test
  void requestFiltersRunInOrderAndResponseFiltersInReverse() {
    FilterChain chain =
        FilterChain.compile(
            List.of(
                new FilterConfig.RequestHeaderModifier(adding("request-1")),
                new FilterConfig.ResponseHeaderModifier(adding("response-1")),
                new FilterConfig.RequestHeaderModifier(adding("request-2")),
                new FilterConfig.ResponseHeaderModifier(adding("response-2"))));
    RequestHead request = new RequestHead();
    ResponseHead response = new ResponseHead();
    chain.onRequest(request);
    chain.onResponse(request, CLIENT, response);
    assertThat(written(request.headers())).isEqualTo("x: request-1\r\nx: request-2\r\n");
    assertThat(written(response.headers())).isEqualTo("x: response-2\r\nx: response-1\r\n");
  }

  @Test
  void noFiltersChangeNothing() {
    RequestHead request = new RequestHead();
    FilterChain.compile(List.of()).onRequest(request);
    assertThat(request.headers().count()).isZero();
  }

  private static HeaderEdits adding(String value) {
    return new HeaderEdits(NO_FIELDS, List.of(new Field("x", value)), NO_NAMES);
  }

  private static String edited(HeaderEdits edits, String... fields) {
    HeaderBlock block = new HeaderBlock();
    for (int i = 0; i < fields.length; i += 2) {
      block.add(fields[i].getBytes(UTF_8), fields[i + 1].getBytes(UTF_8));
    }
    new HeaderEditor(edits).apply(block);
    return written(block);
  }

  private static String written(HeaderBlock block) {
    ByteBuf out = Unpooled.buffer();
    try {
      block.writeTo(out);
      return out.toString(ISO_8859_1);
    } finally {
      out.release();
    }
  }
}
