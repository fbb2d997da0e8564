package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;

/** Fields that belong to connections of HTTP/1.1 and must not occur in HTTP/2 (RFC 9113 8.2.2). */
final class ConnectionFields {

  private ConnectionFields() {}

  /** Whether a field of that name makes a message malformed. */
  static boolean has(FieldName name) {
    return switch (name) {
      case CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TRANSFER_ENCODING, UPGRADE -> true;
      default -> false;
    };
  }

  /** Whether any field of {@code fields} makes a message malformed. */
  static boolean anyIn(HeaderBlock fields) {
    for (int field = 0, count = fields.count(); field < count; field++) {
      if (has(fields.name(field))) {
        return true;
      }
    }
    return false;
  }
}
