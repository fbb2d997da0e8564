package io.rauta.control.syntax;

import java.util.Locale;
import java.util.Set;

/** What may be said in header fields (RFC 9110 section 5). */
public final class HeaderRules {

  public static final String NAME_EXPECTED = "a header name (letters, digits and !#$%&'*+-.^_`|~)";
  public static final String VALUE_EXPECTED =
      "a header value (visible ASCII characters, with blanks and tabs between them)";
  public static final String UNTOUCHABLE =
      "a header that a filter may change in this way, since messages are framed or addressed by it";

  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderRules() {}

  /** Whether {@code name} is a token of RFC 9110 section 5.6.2. */
  public static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && TOKEN_PUNCTUATION.indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whether {@code value} can stand behind a header name. */
  public static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < 0x20 || c > 0x7e)) {
        return false;
      }
    }
    return true;
  }

  /** What a filter does to a header. */
  public enum Change {
    SET,
    ADD,
    REMOVE
  }

  /**
   * Whether a filter may not do this: it could change where a message ends, or leave a request with
   * no or several {@code Host} headers.
   */
  public static boolean isUntouchable(String name, Change change) {
    String lower = name.toLowerCase(Locale.ROOT);
    return FRAMING.contains(lower) || (lower.equals("host") && change != Change.SET);
  }
}
