package io.rauta.proxy.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.PathRewrite;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.Redirection.Scheme;
import io.rauta.config.route.Redirection.Status;
import io.rauta.proxy.http.CanonicalPath;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What takes the place of the URL that was asked for, upstream and in a {@code Location}. */
final class UrlFiltersTest {

  private static final PathRewrite KEEP = new PathRewrite.Keep();

  /** The table of HTTPPathModifier, and what lies beside it. Trailing slashes end in control. */
  @ParameterizedTest(name = "{0}: {1} by {2} is {3}")
  @CsvSource({
    "/foo/bar, /foo, /xyz, /xyz/bar",
    "/foo, /foo, /xyz, /xyz",
    "/foo/, /foo, /xyz, /xyz/",
    "/foo/bar, /foo, '', /bar",
    "/foo/, /foo, '', /",
    "/foo, /foo, '', /",
    "/foo, /, /xyz, /xyz/foo",
    "/, /, /xyz, /xyz/",
    "/, /, '', /",
    "/foo/bar, /, '', /foo/bar",
    "/foo//bar, /foo, '', /bar",
    "/foo///, /foo, '', /",
    "/foo//bar, /foo, /xyz, /xyz//bar",
    "//foo, /, '', /foo",
    "/foo/%2fbar, /foo, '', /%2fbar",
  })
  void prefixesAreReplaced(String path, String matched, String replacement, String sent) {
    PathRewrite rewrite = new PathRewrite.Prefix(matched, replacement);
    assertThat(sentBy(rewrite, path, "")).isEqualTo(sent);
    assertThat(sentBy(rewrite, path, "?q=/foo/../%41")).isEqualTo(sent + "?q=/foo/../%41");
    byte[] bytes = sent.getBytes(US_ASCII);
    assertThat(CanonicalPath.of(bytes, 0, bytes.length))
        .isEqualTo(CanonicalPath.Verdict.AsReceived.INSTANCE);
  }

  @Test
  void wholePathsAreReplaced() {
    assertThat(sentBy(new PathRewrite.Full("/new/"), "/a/b", "?q=1")).isEqualTo("/new/?q=1");
    assertThat(sentBy(KEEP, "/a/b", "?q=1")).isEqualTo("/a/b?q=1");
  }

  @Test
  void ofTwoRewritesTheLaterOneCounts() {
    RequestHead head = request("GET", "/foo/bar", "");
    FilterChain.compile(List.of(rewrite(new PathRewrite.Prefix("/foo", "/longer"))))
        .onRequest(head);
    FilterChain.compile(List.of(rewrite(new PathRewrite.Prefix("/foo", "/x")))).onRequest(head);
    assertThat(sent(head)).isEqualTo("/x/bar");
  }

  @Test
  void hostIsReplaced() {
    RequestHead head = request("GET", "/", "");
    FilterChain.compile(List.of(new FilterConfig.UrlRewrite(Optional.of("new.example"), KEEP)))
        .onRequest(head);
    HeaderBlock headers = head.headers();
    int host = headers.find(FieldName.HOST, 0);
    assertThat(headers.value(host)).isEqualTo("new.example");
    assertThat(headers.find(FieldName.HOST, host + 1)).isNegative();
    assertThat(sent(head)).isEqualTo("/");
  }

  /** Ports as HTTPRequestRedirectFilter says; listeners on 80 and 443 are left out. */
  @ParameterizedTest(name = "{0}, {1} on {2}:{3} leads to {4}")
  @CsvSource({
    "'', '', http, 80, http://h.example/p?q",
    "'', '', http, 8080, http://h.example:8080/p?q",
    "'', '', https, 443, https://h.example/p?q",
    "'', '', https, 8443, https://h.example:8443/p?q",
    "'', 80, http, 8080, http://h.example/p?q",
    "'', 443, http, 8080, http://h.example:443/p?q",
    "'', 8081, http, 80, http://h.example:8081/p?q",
    "'', 80, https, 443, https://h.example:80/p?q",
    "HTTPS, '', http, 80, https://h.example/p?q",
    "HTTPS, '', http, 8080, https://h.example/p?q",
    "HTTPS, 443, http, 8080, https://h.example/p?q",
    "HTTPS, 8443, http, 80, https://h.example:8443/p?q",
    "HTTP, '', https, 8443, http://h.example/p?q",
    "HTTP, 8080, https, 443, http://h.example:8080/p?q",
  })
  void portsFollowTheScheme(
      String scheme, String port, String askedWith, int listener, String location) {
    Redirection to =
        new Redirection(
            Status.FOUND,
            scheme.isEmpty() ? Optional.empty() : Optional.of(Scheme.valueOf(scheme)),
            Optional.empty(),
            port.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(port)),
            KEEP);
    assertThat(location(to, request("GET", "/p", "?q"), askedWith, listener)).isEqualTo(location);
  }

  @Test
  void schemeThatATrustedProxyWasAskedWithIsKept() {
    RequestHead head = request("GET", "/p", "");
    head.headers().add("x-forwarded-proto".getBytes(US_ASCII), "https".getBytes(US_ASCII));
    assertThat(location(toHost("other.example"), head, "http", 8080))
        .isEqualTo("https://other.example/p");
  }

  @Test
  void requestWithoutHostGetsARelativeLocationThatNamesNone() {
    RequestHead head = new RequestHead();
    byte[] target = "//evil.example/x".getBytes(US_ASCII);
    head.target(target, 0, target.length, target.length);
    Redirection to =
        new Redirection(Status.FOUND, Optional.empty(), Optional.empty(), Optional.empty(), KEEP);
    assertThat(location(to, head, "http", 80)).isEqualTo("/evil.example/x");
  }

  @Test
  void statusIsTheRoutes() {
    for (Status status : Status.values()) {
      Redirection to =
          new Redirection(
              status, Optional.empty(), Optional.empty(), Optional.empty(), new PathRewrite.Keep());
      Verdict verdict = FilterChain.redirecting(List.of(), to).onRequest(request("GET", "/", ""));
      assertThat(verdict).isInstanceOf(Verdict.Reply.class);
      assertThat(((Verdict.Reply) verdict).reply().status()).isEqualTo(status.code());
    }
  }

  private static Redirection toHost(String name) {
    return new Redirection(
        Status.FOUND, Optional.empty(), Optional.of(name), Optional.empty(), KEEP);
  }

  private static String location(
      Redirection to, RequestHead head, String askedWith, int listenerPort) {
    ResponseHead response = new ResponseHead();
    response.local(LocalReply.FOUND);
    FilterChain.redirecting(List.of(), to)
        .onResponse(
            head,
            new ClientAddress(
                new byte[0],
                listenerPort,
                askedWith.equals("https") ? Optional.of(new HostPattern.Any()) : Optional.empty()),
            response);
    HeaderBlock headers = response.headers();
    return headers.value(headers.find("location".getBytes(US_ASCII), 0));
  }

  private static FilterConfig rewrite(PathRewrite path) {
    return new FilterConfig.UrlRewrite(Optional.empty(), path);
  }

  private static String sentBy(PathRewrite path, String asked, String query) {
    RequestHead head = request("GET", asked, query);
    FilterChain.compile(List.of(rewrite(path))).onRequest(head);
    assertThat(head.path()).isEqualTo(asked);
    return sent(head);
  }

  private static String sent(RequestHead head) {
    return new String(head.sent(), head.sentStart(), head.sentEnd() - head.sentStart(), US_ASCII);
  }

  private static RequestHead request(String method, String path, String query) {
    RequestHead head = new RequestHead();
    head.method(method);
    byte[] target = ("xx" + path + query).getBytes(US_ASCII);
    head.target(target, 2, 2 + path.length(), target.length);
    byte[] host = "h.example:99".getBytes(US_ASCII);
    head.host(host, 0, 9);
    head.headers().add(FieldName.HOST.lowerCase(), host);
    return head;
  }
}
