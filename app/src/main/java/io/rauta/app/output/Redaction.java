package io.rauta.app.output;

import java.util.Locale;
import java.util.Set;

/** Which header fields carry credentials, so that their values are never shown. */
public final class Redaction {

  /** What is shown instead of a value. */
  public static final String SHOWN = "[redacted]";

  private static final Set<String> HIDDEN =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
  private static final Set<String> PARTS =
      Set.of("token", "secret", "password", "api-key", "apikey", "credential");

  private Redaction() {}

  /** Whether the values of fields of that name are not shown. */
  public static boolean hides(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return HIDDEN.contains(lower) || PARTS.stream().anyMatch(lower::contains);
  }

  /** {@code value}, or what is shown instead. */
  public static String shown(String name, String value) {
    return hides(name) ? SHOWN : value;
  }
}
