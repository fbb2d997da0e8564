package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.proxy.http.CanonicalPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes a path of each input, a byte for a piece, and compares its canonical form with what the
 * reference makes of it; see {@code build/fuzz}.
 */
public final class FuzzPaths {

  private static final String[] PIECES = {
    "/", "/", ".", "..", "a", "%2e", "%2E", "%2f", "%5C", "%61", "%7e", "%25", "%00", "%c0", "%c1",
    "%c3", "%a9", "%e0", "%9f", "%80", "%af", "%f0", "%8f", "%f4", "%f5", "%", "%2", "%zz", ";",
    "=", ":", "~", "2", "e", "E"
  };

  private FuzzPaths() {}

  /** Fails where a canonical path is none, or another than that of the reference. */
  public static void fuzzerTestOneInput(byte[] input) {
    StringBuilder path = new StringBuilder("/");
    for (byte b : input) {
      path.append(PIECES[(b & 0xff) % PIECES.length]);
    }
    Optional<String> once = canonical(path.toString());
    assertThat(once).as(path.toString()).isEqualTo(reference(path.toString()));
    once.ifPresent(
        canonical -> {
          assertThat(canonical(canonical)).as(path.toString()).hasValue(canonical);
          assertThat(canonical + "/").as(path.toString()).startsWith("/").doesNotContain("/../");
        });
  }

  private static Optional<String> canonical(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    return switch (CanonicalPath.of(bytes, 0, bytes.length)) {
      case CanonicalPath.Verdict.AsReceived same -> Optional.of(path);
      case CanonicalPath.Verdict.Rewritten rewritten ->
          Optional.of(new String(rewritten.path(), StandardCharsets.ISO_8859_1));
      case CanonicalPath.Verdict.Refused refused -> Optional.empty();
    };
  }

  private static Optional<String> reference(String path) {
    try {
      return Optional.of(StrictTarget.target("GET", path, "a"));
    } catch (StrictTarget.Refusal e) {
      return Optional.empty();
    }
  }
}
