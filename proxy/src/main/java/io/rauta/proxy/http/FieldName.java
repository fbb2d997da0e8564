package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The field names that the gateway itself acts on, so that each field of a message is classified
 * once, while it is parsed. Names compare without regard to case (RFC 9110 section 5.1).
 */
public enum FieldName {
  /** Any name that is not listed here. */
  OTHER(""),
  HOST("host"),
  CONTENT_LENGTH("content-length"),
  TRANSFER_ENCODING("transfer-encoding"),
  CONNECTION("connection"),
  KEEP_ALIVE("keep-alive"),
  PROXY_CONNECTION("proxy-connection"),
  TE("te"),
  TRAILER("trailer"),
  UPGRADE("upgrade"),
  HTTP2_SETTINGS("http2-settings"),
  EXPECT("expect"),
  CONTENT_TYPE("content-type"),
  DATE("date"),
  FORWARDED("forwarded"),
  X_FORWARDED_FOR("x-forwarded-for"),
  X_FORWARDED_PROTO("x-forwarded-proto"),
  X_FORWARDED_HOST("x-forwarded-host"),
  X_FORWARDED_PORT("x-forwarded-port"),
  X_FORWARDED_PREFIX("x-forwarded-prefix"),
  X_REAL_IP("x-real-ip"),
  X_FORWARDED_CLIENT_CERT("x-forwarded-client-cert"),
  X_SSL_CLIENT_CERT("x-ssl-client-cert"),
  SSL_CLIENT_CERT("ssl-client-cert"),
  CLIENT_CERT("client-cert"),
  CLIENT_CERT_CHAIN("client-cert-chain"),
  X_ORIGINAL_URL("x-original-url"),
  X_REWRITE_URL("x-rewrite-url"),
  X_HTTP_METHOD_OVERRIDE("x-http-method-override"),
  X_REQUEST_ID("x-request-id"),
  SEC_WEBSOCKET_KEY("sec-websocket-key"),
  SEC_WEBSOCKET_VERSION("sec-websocket-version"),
  SEC_WEBSOCKET_ACCEPT("sec-websocket-accept"),
  ORIGIN("origin"),
  VARY("vary"),
  ACCESS_CONTROL_REQUEST_METHOD("access-control-request-method"),
  ACCESS_CONTROL_REQUEST_HEADERS("access-control-request-headers"),
  ACCESS_CONTROL_ALLOW_ORIGIN("access-control-allow-origin"),
  ACCESS_CONTROL_ALLOW_CREDENTIALS("access-control-allow-credentials"),
  ACCESS_CONTROL_ALLOW_METHODS("access-control-allow-methods"),
  ACCESS_CONTROL_ALLOW_HEADERS("access-control-allow-headers"),
  ACCESS_CONTROL_EXPOSE_HEADERS("access-control-expose-headers"),
  ACCESS_CONTROL_MAX_AGE("access-control-max-age"),
  AUTHORIZATION("authorization"),
  COOKIE("cookie"),
  GRPC_TIMEOUT("grpc-timeout"),
  GRPC_STATUS("grpc-status");

  private static final FieldName[] VALUES = values();
  private static final int SLOTS = 256;
  private static final byte[][] BYTES =
      Arrays.stream(VALUES)
          .map(name -> name.lowerCase.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);
  private static final FieldName[] TABLE = table();

  private final String lowerCase;

  FieldName(String lowerCase) {
    this.lowerCase = lowerCase;
  }

  /** The name in lower case. Not to be changed. */
  public byte[] lowerCase() {
    return BYTES[ordinal()];
  }

  /** The name at {@code ordinal}, without copying the list of names. */
  static FieldName of(int ordinal) {
    return VALUES[ordinal];
  }

  /**
   * Classifies the name in {@code bytes} from {@code start} to {@code end}; an underscore counts as
   * a hyphen, since backends that follow CGI cannot tell the two apart.
   */
  public static FieldName lookup(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length < 2) {
      return OTHER;
    }
    int slot = slot(fold(bytes[start]), fold(bytes[end - 1]), length);
    for (FieldName name = TABLE[slot]; name != OTHER; name = TABLE[slot]) {
      if (name.matches(bytes, start, length)) {
        return name;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return OTHER;
  }

  private boolean matches(byte[] bytes, int start, int length) {
    byte[] wanted = BYTES[ordinal()];
    if (wanted.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (fold(bytes[start + i]) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int fold(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b == '_' ? '-' : b;
  }

  private static int slot(int first, int last, int length) {
    return first * 7 + last * 31 + length * 11 & SLOTS - 1;
  }

  private static FieldName[] table() {
    FieldName[] table = new FieldName[SLOTS];
    Arrays.fill(table, OTHER);
    for (FieldName name : VALUES) {
      if (name != OTHER) {
        byte[] bytes = BYTES[name.ordinal()];
        int slot = slot(bytes[0], bytes[bytes.length - 1], bytes.length);
        while (table[slot] != OTHER) {
          slot = slot + 1 & SLOTS - 1;
        }
        table[slot] = name;
      }
    }
    return table;
  }
}
