package io.rauta.control.tls;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a Secret or ConfigMap as it is stored. Its text form says nothing of it.
 *
 * @param value the text, or its base64 form
 * @param form which of them
 */
record StoredText(String value, Form form) {

  /** How text is stored. */
  enum Form {
    ABSENT,
    PLAIN,
    BASE64
  }

  /** An entry of a Secret; what is given as plain text comes first, as an API server merges it. */
  static StoredText of(Secret secret, String name) {
    return of(secret.getStringData(), secret.getData(), name);
  }

  /** An entry of a ConfigMap. */
  static StoredText of(ConfigMap map, String name) {
    return of(map.getData(), map.getBinaryData(), name);
  }

  private static StoredText of(
      @Nullable Map<String, String> plain, @Nullable Map<String, String> coded, String name) {
    String text = plain == null ? null : plain.get(name);
    if (text != null) {
      return new StoredText(text, Form.PLAIN);
    }
    String base64 = coded == null ? null : coded.get(name);
    return base64 == null ? new StoredText("", Form.ABSENT) : new StoredText(base64, Form.BASE64);
  }

  /**
   * The text.
   *
   * @param name of the entry, for the message
   */
  String decode(String name) throws UnusableText {
    return switch (form) {
      case ABSENT -> throw new UnusableText("has no entry " + name);
      case PLAIN -> value;
      case BASE64 -> {
        try {
          byte[] bytes = Base64.getDecoder().decode(value.replaceAll("\\s", ""));
          yield new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
          throw new UnusableText("has an entry " + name + " that is not base64");
        }
      }
    };
  }

  @Override
  public String toString() {
    return "StoredText[" + form + "]";
  }
}
