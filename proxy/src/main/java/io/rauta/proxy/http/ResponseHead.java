package io.rauta.proxy.http;

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
}
