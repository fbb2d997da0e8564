package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;

/** The names of HPACK's static table (RFC 7541 appendix A). */
public final class StaticTable {

  /** Entry {@code :authority}. */
  public static final int AUTHORITY = 1;

  /** Entry {@code :method: GET}. */
  public static final int METHOD_GET = 2;

  /** Entry {@code :method: POST}. */
  public static final int METHOD_POST = 3;

  /** Entry {@code :path: /}. */
  public static final int PATH_ROOT = 4;

  /** Entry {@code :scheme: http}. */
  public static final int SCHEME_HTTP = 6;

  /** Entry {@code :scheme: https}. */
  public static final int SCHEME_HTTPS = 7;

  /** Entry {@code :status: 200}. */
  public static final int STATUS_200 = 8;

  static final int CONTENT_LENGTH = 28;
  static final int DATE = 33;

  private static final int FIRST_REGULAR = 15;
  private static final String[] NAMES = {
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "accept",
    "access-control-allow-origin",
    "age",
    "allow",
    "authorization",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "etag",
    "expect",
    "expires",
    "from",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "proxy-authenticate",
    "proxy-authorization",
    "range",
    "referer",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "strict-transport-security",
    "transfer-encoding",
    "user-agent",
    "vary",
    "via",
    "www-authenticate"
  };

  private static final int SLOTS = 256;
  private static final byte[][] BYTES = new byte[NAMES.length][];
  private static final int[] SLOT_ENTRY = new int[SLOTS];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      byte[] name = NAMES[i].getBytes(StandardCharsets.US_ASCII);
      BYTES[i] = name;
      int slot = slot(name[0], name[name.length - 1], name.length);
      while (SLOT_ENTRY[slot] != 0) {
        slot = slot + 1 & SLOTS - 1;
      }
      SLOT_ENTRY[slot] = FIRST_REGULAR + i;
    }
  }

  private StaticTable() {}

  /** The entry of the name in the bytes, in any case of letters, or 0. */
  static int find(byte[] bytes, int start, int end) {
    int slot = slot(Ascii.lower(bytes[start]), Ascii.lower(bytes[end - 1]), end - start);
    for (int entry = SLOT_ENTRY[slot]; entry != 0; entry = SLOT_ENTRY[slot]) {
      if (Ascii.equalsLowerCase(bytes, start, end, BYTES[entry - FIRST_REGULAR])) {
        return entry;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return 0;
  }

  private static int slot(int first, int last, int length) {
    return first * 7 + last * 31 + length * 11 & SLOTS - 1;
  }
}
