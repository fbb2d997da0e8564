package io.rauta.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

  private static final String REFUSED = "refused";
  private static final String[] PIECES = {
    "/", "/", "/", ".", "..", "a", "b.", ".c", "%2e", "%2E", "%2f", "%5C", "%61", "%7e", "%25",
    "%20", "%2", "%00", "%c0", "%c3%a9", "%e0", "%9f", "%80", ";", "//", "?", "%%", "\u0080"
  };

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/., /",
    "/./, /",
    "//, //",
    "///, ///",
    "/a, /a",
    "/a/, /a/",
    "/a/., /a/",
    "/a/./, /a/",
    "/./a, /a",
    "/a/.., /",
    "/a/../, /",
    "/a/b/.., /a/",
    "/a/b/../c, /a/c",
    "/a/b/../../c, /c",
    "/a//../b, /a/b",
    "//.., /",
    "//../a, /a",
    "/..a, /..a",
    "/a../b, /a../b",
    "/.../b, /.../b",
    "/.a, /.a",
    "/a/.b/..c, /a/.b/..c",
    "/%2e, /",
    "/a/%2E%2e/b, /b",
    "/a/.%2e, /",
    "/%61%5A%30%2D%2E%5F%7E, /aZ0-._~",
    "/%2F, /%2F",
    "/%2f%2e%2e%2f, /%2f..%2f",
    "/a%2f../b, /a%2f../b",
    "/%5c..%5c, /%5c..%5c",
    "/%252e%252e, /%252e%252e",
    "/%25%32e, /%252e",
    "/a;b=../c, /a;b=../c",
    "/..;/a, /..;/a",
    "/%c3%a9, /%c3%a9",
    "/%C3%A9, /%C3%A9",
    "/%e0%a4%85, /%e0%a4%85",
    "/%f0%9f%98%80, /%f0%9f%98%80",
    "/%ff, refused",
    "/%fe, refused",
    "/%20%7F%01, /%20%7F%01",
    "/%, refused",
    "/%4, refused",
    "/%4/, refused",
    "/%g0, refused",
    "/%0g, refused",
    "/%%34, refused",
    "/%00, refused",
    "/a/%00/.., refused",
    "/%c0%ae, refused",
    "/%C1%81, refused",
    "/%e0%80%af, refused",
    "/%e0%9f%bf, refused",
    "/%f0%8f%bf%bf, refused",
    "/%f5%80%80%80, refused",
    "/.., refused",
    "/../, refused",
    "/a/../.., refused",
    "/a/../../a, refused",
    "/%2e%2e, refused",
    "/./.., refused",
  })
  void table(String path, String expected) {
    assertThat(canonical(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/b", "/a//b;c", "/%2F%20", "/.well-known/x", "/a..b/..."})
  void canonicalPathIsNotCopied(String path) {
    byte[] bytes = bytes("x" + path + "y");
    assertThat(CanonicalPath.of(bytes, 1, bytes.length - 1))
        .isSameAs(CanonicalPath.Verdict.AsReceived.INSTANCE);
  }

  @Test
  void canonicalOfCanonicalIsTheSame() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    int accepted = 0;
    for (int round = 0; round < 100_000; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
        path.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String once = canonical(path.toString());
      if (!once.equals(REFUSED)) {
        accepted++;
        assertThat(canonical(once)).as(path.toString()).isEqualTo(once);
        assertThat("/" + once.substring(1) + "/")
            .as(path.toString())
            .startsWith("/")
            .doesNotContain("/./", "/../")
            .doesNotContainIgnoringCase("%2e");
      }
    }
    assertThat(accepted).isGreaterThan(10_000);
  }

  private static String canonical(String path) {
    byte[] bytes = bytes("GET " + path + "%2");
    return switch (CanonicalPath.of(bytes, 4, bytes.length - 2)) {
      case CanonicalPath.Verdict.AsReceived same -> path;
      case CanonicalPath.Verdict.Rewritten rewritten ->
          new String(rewritten.path(), StandardCharsets.ISO_8859_1);
      case CanonicalPath.Verdict.Refused refused -> REFUSED;
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
