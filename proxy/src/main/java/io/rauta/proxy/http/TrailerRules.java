package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which fields may come behind a body: none that frames, routes, authenticates, describes content
 * or is set by proxies (RFC 9110 section 6.5.1), since who merges trailers with the head would act
 * on what was never checked.
 */
public final class TrailerRules {

  private static final List<byte[]> AUTHENTICATION =
      List.of(
          ascii("www-authenticate"),
          ascii("proxy-authenticate"),
          ascii("proxy-authorization"),
          ascii("authentication-info"),
          ascii("proxy-authentication-info"));

  private TrailerRules() {}

  /** Takes the forbidden fields out. */
  public static void clean(HeaderBlock trailers) {
    for (int field = 0, count = trailers.count(); field < count; field++) {
      if (isForbidden(trailers.name(field)) || isForbidden(trailers, field)) {
        trailers.remove(field);
      }
    }
  }

  /** Of the names that the gateway acts on, only the status of a call is meant to come late. */
  private static boolean isForbidden(FieldName name) {
    return name != FieldName.OTHER && name != FieldName.GRPC_STATUS;
  }

  private static boolean isForbidden(HeaderBlock trailers, int field) {
    byte[] name =
        Ascii.lowerCase(trailers.bytes(), trailers.nameStart(field), trailers.nameEnd(field));
    if (ProtectedNames.has(name)) {
      return true;
    }
    for (byte[] forbidden : AUTHENTICATION) {
      if (Ascii.equals(name, 0, name.length, forbidden)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
