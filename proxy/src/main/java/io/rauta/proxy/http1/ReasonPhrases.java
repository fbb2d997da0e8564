package io.rauta.proxy.http1;

import java.nio.charset.StandardCharsets;

/**
 * What a status line says behind the code where the backend said nothing, as one asked over HTTP/2
 * does (RFC 9110 section 15).
 */
final class ReasonPhrases {

  private static final byte[] NONE = {};
  private static final byte[][] BY_STATUS = new byte[600][];

  static {
    put(100, "Continue", "Switching Protocols", "Processing", "Early Hints");
    put(200, "OK", "Created", "Accepted", "Non-Authoritative Information", "No Content");
    put(205, "Reset Content", "Partial Content", "Multi-Status", "Already Reported");
    put(300, "Multiple Choices", "Moved Permanently", "Found", "See Other", "Not Modified");
    put(307, "Temporary Redirect", "Permanent Redirect");
    put(400, "Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found");
    put(405, "Method Not Allowed", "Not Acceptable", "Proxy Authentication Required");
    put(408, "Request Timeout", "Conflict", "Gone", "Length Required", "Precondition Failed");
    put(413, "Content Too Large", "URI Too Long", "Unsupported Media Type");
    put(416, "Range Not Satisfiable", "Expectation Failed");
    put(421, "Misdirected Request", "Unprocessable Content", "Locked", "Failed Dependency");
    put(425, "Too Early", "Upgrade Required");
    put(428, "Precondition Required", "Too Many Requests");
    put(431, "Request Header Fields Too Large");
    put(451, "Unavailable For Legal Reasons");
    put(500, "Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable");
    put(504, "Gateway Timeout", "HTTP Version Not Supported");
    put(507, "Insufficient Storage", "Loop Detected");
    put(511, "Network Authentication Required");
  }

  private ReasonPhrases() {}

  private static void put(int first, String... phrases) {
    for (int i = 0; i < phrases.length; i++) {
      BY_STATUS[first + i] = phrases[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** The phrase of {@code status}; empty where it has none. */
  static byte[] of(int status) {
    byte[] phrase = status < BY_STATUS.length ? BY_STATUS[status] : null;
    return phrase == null ? NONE : phrase;
  }
}
