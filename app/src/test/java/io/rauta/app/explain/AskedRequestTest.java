package io.rauta.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AskedRequestTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://a.b:81/x?y#z, a.b:81, /x?y",
    "http://a.b, a.b, /",
    "http://a.b:/x, a.b, /x",
    "http://a.b?q, a.b, /?q",
    "HTTP://A.b/x, A.b, /x",
    "https://a.b:81/x, a.b:81, /x",
    "a.b:81/x, a.b:81, /x",
    "http://user:pass@a.b/x@y, a.b, /x@y",
    "http://[::1]:81/, [::1]:81, /",
    "/x/../y, localhost, /x/../y",
    "*, localhost, *",
  })
  void urlIsSentAsClientsDo(String url, String host, String target) {
    assertThat(head("GET", url, List.of()))
        .isEqualTo("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  @Test
  void aHostFieldReplacesThatOfTheUrl() {
    assertThat(head("GET", "http://10.0.0.1/x", List.of("a: b", "HOST: c.d")))
        .isEqualTo("GET /x HTTP/1.1\r\na: b\r\nHOST: c.d\r\n\r\n");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "GET, ftp://a.b/, a: b, 'scheme \"ftp\" is not served; use http or https'",
    "GET, http://a.b:x/, a: b,"
        + " '\"http://a.b:x/\" is not a URL, such as http://example.com:8080/path'",
    "GET, http:///x, a: b, '\"http:///x\" is not a URL, such as http://example.com:8080/path'",
    "'', /x, a: b, '\"\" is not a method, such as GET'",
    "GET, /x, nothing, '\"nothing\" is not a header, such as name: value'",
  })
  void whatCannotBeSentIsRefused(String method, String url, String field, String message) {
    assertThat(AskedRequest.of(method, url, List.of(field)))
        .isEqualTo(new AskedRequest.Parsed.Bad(message));
  }

  @Test
  void aSecondLineIsRefused() {
    assertThat(AskedRequest.of("GET", "/x", List.of("a: b\r\nc: d")))
        .isInstanceOf(AskedRequest.Parsed.Bad.class);
  }

  private static String head(String method, String url, List<String> fields) {
    AskedRequest.Parsed parsed = AskedRequest.of(method, url, fields);
    assertThat(parsed).isInstanceOf(AskedRequest.Parsed.Good.class);
    return new String(((AskedRequest.Parsed.Good) parsed).request().head(), StandardCharsets.UTF_8);
  }
}
