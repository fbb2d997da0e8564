package io.rauta.control.syntax;

import java.util.Optional;

/** Paths as routes write them: the form that the API allows on create. */
public final class Paths {

  public static final String EXPECTED =
      "a path that starts with \"/\" and holds only characters of a URI path, without empty or dot"
          + " segments and without an encoded slash";

  public static final String REPLACEMENT_EXPECTED =
      "a path of only characters of a URI path, without query, empty or dot segments and without an"
          + " encoded slash";

  private static final String PUNCTUATION = "-._~!$&'()*+,;=:@/";
  private static final String UNRESERVED = "-._~";
  private static final int MAX_LENGTH = 1024;

  private Paths() {}

  /**
   * The canonical form of a path: encoded unreserved characters (RFC 3986 section 2.3) decoded,
   * since requests are matched in that form. Empty if the path is malformed.
   */
  public static Optional<String> canonical(String path) {
    if (!path.startsWith("/") || path.length() > MAX_LENGTH || hasOddSegments(path)) {
      return Optional.empty();
    }
    StringBuilder canonical = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        if (!isAlphanumeric(c) && PUNCTUATION.indexOf(c) < 0) {
          return Optional.empty();
        }
        canonical.append(c);
        continue;
      }
      int octet = octet(path, i + 1);
      if (octet < 0 || octet == '/') {
        return Optional.empty();
      }
      if (isAlphanumeric((char) octet) || UNRESERVED.indexOf(octet) >= 0) {
        canonical.append((char) octet);
      } else {
        canonical.append(path, i, i + 3);
      }
      i += 2;
    }
    return hasOddSegments(canonical.toString())
        ? Optional.empty()
        : Optional.of(canonical.toString());
  }

  private static boolean hasOddSegments(String path) {
    return path.contains("//")
        || path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  private static int octet(String path, int at) {
    if (at + 2 > path.length()) {
      return -1;
    }
    int high = hex(path.charAt(at));
    int low = hex(path.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
