package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;

/**
 * The head of one response, valid and in neutral form.
 *
 * <p>Owned by one event loop and reused by its stream.
 */
public final class ResponseHead {

  /** Value of {@link #bodyLength} for a body that ends where its framing says so. */
  public static final long CHUNKED = -1;

  /** Value of {@link #bodyLength} for a body that ends with its connection. */
  public static final long UNTIL_CLOSE = -2;

  private static final byte[] CACHE_CONTROL = ascii("cache-control");
  private static final byte[] NO_STORE = ascii("no-store");
  private static final byte[] CONTENT_TYPE = ascii("content-type");
  private static final byte[] TEXT = ascii("text/plain");
  private static final byte[] ALLOW = ascii("allow");
  private static final byte[] METHODS = ascii("GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS");

  private final HeaderBlock headers = new HeaderBlock();
  private int status;
  private int reasonStart;
  private int reasonEnd;
  private long bodyLength;

  /** Its fields. */
  public HeaderBlock headers() {
    return headers;
  }

  /** The status code, 100 to 599. */
  public int status() {
    return status;
  }

  /** Sets the status and where its reason phrase lies in the bytes of {@link #headers}. */
  public void status(int code, int phraseStart, int phraseEnd) {
    status = code;
    reasonStart = phraseStart;
    reasonEnd = phraseEnd;
  }

  /**
   * Becomes the head of an answer of the gateway's own, with the fields that it has besides its
   * framing.
   */
  public void local(LocalReply reply) {
    headers.clear();
    status(reply.status(), 0, 0);
    if (!reply.isWanted()) {
      headers.add(CACHE_CONTROL, NO_STORE);
    }
    if (reply.status() != 204) {
      headers.add(CONTENT_TYPE, TEXT);
    }
    switch (reply) {
      case OPTIONS, METHOD_NOT_ALLOWED -> headers.add(ALLOW, METHODS);
      default -> {}
    }
  }

  /** Where the reason phrase starts in the bytes of {@link #headers}. */
  public int reasonStart() {
    return reasonStart;
  }

  /** Where the reason phrase ends in the bytes of {@link #headers}. */
  public int reasonEnd() {
    return reasonEnd;
  }

  /**
   * Bytes of the body, 0 for none, {@link #CHUNKED} or {@link #UNTIL_CLOSE} where only its end will
   * tell.
   */
  public long bodyLength() {
    return bodyLength;
  }

  public void bodyLength(long value) {
    bodyLength = value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
