package io.rauta.proxy.http2.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which request heads are malformed, which are answered, and what the others become. */
final class RequestRulesTest {

  private static final Map<String, String> TEMPLATES =
      Map.of(
          "GET", ":method=GET|:scheme=http|:authority=a|:path=/",
          "POST", ":method=POST|:scheme=http|:authority=a|:path=/",
          "SOCKET", ":method=CONNECT|:protocol=websocket|:scheme=http|:authority=a|:path=/chat");

  private final RequestHead head = new RequestHead();
  private final FieldList list = new FieldList(HttpLimits.DEFAULT);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          C1 capital in a name                 ~ GET|Name=x
          C1 blank in a name                   ~ GET|a b=x
          C1 colon in a name                   ~ GET|a:b=x
          C1 empty name                        ~ GET|=x
          C1 line end in a value               ~ GET|a=x\\r\\ny: z
          C1 NUL in a value                    ~ GET|a=x\\0y
          C1 blank before a value              ~ GET|a=\\sx
          C1 blank behind a value              ~ GET|a=x\\s
          C1 TAB behind a value                ~ GET|a=x\\t
          C1 line end in the path              ~ :method=GET|:scheme=http|:authority=a|:path=/\\r\\n
          C2 method with blanks                ~ :method=GET / HTTP/1.1|:scheme=http|:authority=a|:path=/
          C2 empty method                      ~ :method=|:scheme=http|:authority=a|:path=/
          C2 empty path                        ~ :method=GET|:scheme=http|:authority=a|:path=
          C4 connection                        ~ GET|connection=close
          C4 keep-alive                        ~ GET|keep-alive=timeout=5
          C4 proxy-connection                  ~ GET|proxy-connection=close
          C4 transfer-encoding                 ~ GET|transfer-encoding=chunked
          C4 upgrade                           ~ GET|upgrade=h2c
          C4 TE other than trailers            ~ GET|te=gzip
          C5 length of no body                 ~ GET|content-length=5
          C5 length twice                      ~ POST|content-length=5|content-length=5
          C5 length as a list                  ~ POST|content-length=5, 5
          C5 length with a sign                ~ POST|content-length=+5
          C6 no method                         ~ :scheme=http|:authority=a|:path=/
          C6 no scheme                         ~ :method=GET|:authority=a|:path=/
          C6 no path                           ~ :method=GET|:scheme=http|:authority=a
          C6 method twice                      ~ :method=GET|GET
          C6 pseudo-field behind a field       ~ :method=GET|:scheme=http|:authority=a|x=y|:path=/
          C6 unknown pseudo-field              ~ :foo=bar|GET
          C6 status in a request               ~ :status=200|GET
          C7 protocol of a GET                 ~ :protocol=websocket|GET
          C7 protocol other than websocket     ~ :method=CONNECT|:protocol=h2c|:scheme=http|:authority=a|:path=/
          C7 tunnel without a path             ~ :method=CONNECT|:protocol=websocket|:scheme=http|:authority=a
          2.4 CONNECT with a path              ~ :method=CONNECT|:authority=a:1|:path=/
          Host twice                           ~ GET|host=a|host=a
          """)
  void malformed(String name, String fields) {
    assertThat(judge(fields, true)).as(name).isEqualTo(Judgement.Malformed.INSTANCE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          C2 path without a slash              ~ :method=GET|:scheme=http|:authority=a|:path=a             ~ BAD_REQUEST
          C2 absolute path                     ~ :method=GET|:scheme=http|:authority=a|:path=http://evil/  ~ BAD_REQUEST
          C2 fragment                          ~ :method=GET|:scheme=http|:authority=a|:path=/a#b          ~ BAD_REQUEST
          C2 blank in the path                 ~ :method=GET|:scheme=http|:authority=a|:path=/a b          ~ BAD_REQUEST
          C2 raw byte in the path              ~ :method=GET|:scheme=http|:authority=a|:path=/\\xe4        ~ BAD_REQUEST
          C2 asterisk off OPTIONS              ~ :method=GET|:scheme=http|:authority=a|:path=*             ~ BAD_REQUEST
          C2 scheme with a path                ~ :method=GET|:scheme=https://x/?|:authority=a|:path=/      ~ BAD_REQUEST
          C2 scheme of another transport       ~ :method=GET|:scheme=https|:authority=a|:path=/            ~ BAD_REQUEST
          C3 userinfo                          ~ :method=GET|:scheme=http|:authority=u:p@a|:path=/         ~ BAD_REQUEST
          C3 path in the authority             ~ :method=GET|:scheme=http|:authority=a/b|:path=/           ~ BAD_REQUEST
          C3 bad port                          ~ :method=GET|:scheme=http|:authority=a:99999|:path=/       ~ BAD_REQUEST
          C3 empty authority                   ~ :method=GET|:scheme=http|:authority=|:path=/              ~ BAD_REQUEST
          C3 another host                      ~ GET|host=b                                                ~ BAD_REQUEST
          C3 no host at all                    ~ :method=GET|:scheme=http|:path=/                          ~ BAD_REQUEST
          G1 climb over the root               ~ :method=GET|:scheme=http|:authority=a|:path=/../x         ~ BAD_REQUEST
          G1 encoded NUL                       ~ :method=GET|:scheme=http|:authority=a|:path=/%00          ~ BAD_REQUEST
          A11 underscore in a routed name      ~ GET|x_forwarded_for=1                                     ~ BAD_REQUEST
          A14 CONNECT                          ~ :method=CONNECT|:authority=a:443                          ~ METHOD_NOT_ALLOWED
          A14 TRACE                            ~ :method=TRACE|:scheme=http|:authority=a|:path=/           ~ METHOD_NOT_ALLOWED
          A18 unknown expectation              ~ GET|expect=y                                              ~ EXPECTATION_FAILED
          C10 tunnel of no version             ~ SOCKET                                                    ~ BAD_REQUEST
          C10 tunnel of another version        ~ SOCKET|sec-websocket-version=12                           ~ BAD_REQUEST
          C10 tunnel that ends at once         ~ SOCKET|sec-websocket-version=13                           ~ BAD_REQUEST
          """)
  void answered(String name, String fields, LocalReply reply) {
    assertThat(judge(fields, true)).as(name).isEqualTo(new Judgement.Refused(reply));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          plain                                ~ GET                                                  ~ a     ~ /
          host instead of an authority         ~ :method=GET|:scheme=http|:path=/|host=b              ~ b     ~ /
          host like the authority, its port    ~ GET|host=A:80                                        ~ a     ~ /
          underscore and capitals              ~ :method=GET|:scheme=http|:authority=My_Svc:80|:path=/ ~ My_Svc ~ /
          canonical path                       ~ :method=GET|:scheme=http|:authority=a|:path=/b/../c%2e?q=%2e ~ a ~ /c.
          trailers asked for                   ~ GET|te=trailers                                      ~ a     ~ /
          """)
  void good(String name, String fields, String host, String path) {
    assertThat(judge(fields, true)).as(name).isEqualTo(Judgement.Good.INSTANCE);
    String found =
        new String(
            head.host(),
            head.hostStart(),
            head.hostEnd() - head.hostStart(),
            StandardCharsets.ISO_8859_1);
    assertThat(found).isEqualTo(host);
    assertThat(head.path()).isEqualTo(path);
    assertThat(
            IntStream.range(0, head.headers().count())
                .filter(field -> !head.headers().isRemoved(field))
                .mapToObj(head.headers()::nameText))
        .containsExactly("host");
  }

  @Test
  void bodiesAreFramedByLengthOrEnd() {
    assertThat(judge("POST", true)).isEqualTo(Judgement.Good.INSTANCE);
    assertThat(head.bodyLength()).isZero();
    assertThat(judge("POST", false)).isEqualTo(Judgement.Good.INSTANCE);
    assertThat(head.bodyLength()).isEqualTo(RequestHead.CHUNKED);
    assertThat(judge("POST|content-length=7", false)).isEqualTo(Judgement.Good.INSTANCE);
    assertThat(head.bodyLength()).isEqualTo(7);
  }

  @Test
  void tunnelsBecomeUpgrades() {
    assertThat(judge("SOCKET|sec-websocket-version=13|sec-websocket-key=x", false))
        .isEqualTo(Judgement.Good.INSTANCE);
    assertThat(head.method()).isEqualTo("GET");
    assertThat(head.isWebSocket()).isTrue();
    assertThat(head.bodyLength()).isZero();
    assertThat(head.path()).isEqualTo("/chat");
  }

  @Test
  void crumbsAreJoined() {
    assertThat(judge("GET|cookie=a=1|x=y|cookie=b=2|cookie=c=3", true))
        .isEqualTo(Judgement.Good.INSTANCE);
    int cookie = head.headers().find(FieldName.COOKIE, 0);
    assertThat(head.headers().value(cookie)).isEqualTo("a=1; b=2; c=3");
    assertThat(head.headers().find(FieldName.COOKIE, cookie + 1)).isNegative();
  }

  @Test
  void optionsAboutTheServer() {
    RequestRules rules = new RequestRules(Transport.CLEARTEXT);
    take(":method=OPTIONS|:scheme=http|:authority=a|:path=*");
    assertThat(rules.judge(list, head, HttpSettings.DEFAULT, true))
        .isEqualTo(Judgement.Good.INSTANCE);
    assertThat(rules.isAboutServer()).isTrue();
  }

  private Judgement judge(String fields, boolean ends) {
    take(fields);
    return new RequestRules(Transport.CLEARTEXT).judge(list, head, HttpSettings.DEFAULT, ends);
  }

  /** Takes fields separated by bars; the name of a template stands for its fields. */
  private void take(String fields) {
    list.begin(head.headers());
    for (String part : fields.split("\\|", -1)) {
      for (String field : TEMPLATES.getOrDefault(part, part).split("\\|", -1)) {
        int equals = field.indexOf('=');
        list.add(ascii(field.substring(0, equals)), ascii(field.substring(equals + 1)));
      }
    }
    list.end();
  }

  private static AsciiString ascii(String text) {
    String plain =
        text.replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\0", "\0")
            .replace("\\s", " ")
            .replace("\\t", "\t")
            .replace("\\xe4", "\u00e4");
    return new AsciiString(plain.getBytes(StandardCharsets.ISO_8859_1), false);
  }
}
