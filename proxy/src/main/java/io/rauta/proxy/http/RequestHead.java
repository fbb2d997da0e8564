package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of one request, valid and in neutral form, whatever HTTP version brought it.
 *
 * <p>Owned by one event loop and reused by its stream: read it only while the request is being
 * worked on. Codecs fill it through the setters; nothing else changes it but filters, through
 * {@link #headers}.
 */
public final class RequestHead {

  /** Value of {@link #bodyLength} for a body that ends where its framing says so. */
  public static final long CHUNKED = -1;

  private final HeaderBlock headers = new HeaderBlock();
  private String method = "";
  private byte[] target = {};
  private int pathStart;
  private int pathEnd;
  private int targetEnd;
  private byte[] sent = {};
  private int sentStart;
  private int sentEnd;
  private byte[] rewritten = {};
  private byte[] host = {};
  private int hostStart;
  private int hostEnd;
  private long bodyLength;
  private boolean http10;
  private boolean webSocket;
  private boolean trailersAccepted;
  private boolean continueExpected;
  private boolean isGrpc;
  private boolean isGrpcKnown;

  /** Its fields. */
  public HeaderBlock headers() {
    return headers;
  }

  /** The method, case-sensitive; one of the known names is always the same instance. */
  public String method() {
    return method;
  }

  public void method(String value) {
    method = value;
  }

  /** The bytes that {@link #pathStart}, {@link #pathEnd} and {@link #targetEnd} refer to. */
  public byte[] target() {
    return target;
  }

  /** Where the canonical path starts; there is a slash. */
  public int pathStart() {
    return pathStart;
  }

  /** Where the canonical path ends: at the question mark or at {@link #targetEnd}. */
  public int pathEnd() {
    return pathEnd;
  }

  /** Where path and query end. */
  public int targetEnd() {
    return targetEnd;
  }

  /** Sets path and query, which lie in {@code bytes} one behind the other. */
  public void target(byte[] bytes, int start, int queryMark, int end) {
    target = bytes;
    pathStart = start;
    pathEnd = queryMark;
    targetEnd = end;
    sent = bytes;
    sentStart = start;
    sentEnd = end;
    isGrpcKnown = false;
  }

  /** The bytes that {@link #sentStart} and {@link #sentEnd} refer to. */
  public byte[] sent() {
    return sent;
  }

  /** Where path and query start as the backend gets them; there is a slash. */
  public int sentStart() {
    return sentStart;
  }

  /** Where path and query end as the backend gets them. */
  public int sentEnd() {
    return sentEnd;
  }

  /**
   * Has the backend get another path: {@code start} instead of all of the canonical path before
   * position {@code keptFrom}. The query stays, and so does {@link #target}.
   */
  public void sentPath(byte[] start, int keptFrom) {
    int kept = targetEnd - keptFrom;
    if (rewritten.length < start.length + kept) {
      rewritten = new byte[Math.max(64, start.length + kept)];
    }
    System.arraycopy(start, 0, rewritten, 0, start.length);
    System.arraycopy(target, keptFrom, rewritten, start.length, kept);
    sent = rewritten;
    sentStart = 0;
    sentEnd = start.length + kept;
  }

  /** The bytes that {@link #hostStart} and {@link #hostEnd} refer to. */
  public byte[] host() {
    return host;
  }

  /** Where the host name starts, in any case of letters. */
  public int hostStart() {
    return hostStart;
  }

  /**
   * Where the host name ends, before a port and a trailing dot; equal to {@link #hostStart} where
   * there is none.
   */
  public int hostEnd() {
    return hostEnd;
  }

  /** Sets the host name. */
  public void host(byte[] bytes, int start, int end) {
    host = bytes;
    hostStart = start;
    hostEnd = end;
  }

  /** Bytes of the body, 0 for none, {@link #CHUNKED} where only its end will tell. */
  public long bodyLength() {
    return bodyLength;
  }

  public void bodyLength(long value) {
    bodyLength = value;
  }

  /** Whether the client speaks HTTP/1.0 and so knows neither chunks nor interim answers. */
  public boolean isHttp10() {
    return http10;
  }

  public void http10(boolean value) {
    http10 = value;
  }

  /**
   * Whether the request asks for a WebSocket and says all that such a request must say (RFC 6455
   * section 4.1).
   */
  public boolean isWebSocket() {
    return webSocket;
  }

  public void webSocket(boolean value) {
    webSocket = value;
  }

  /** Whether the client takes trailers and so may send them. */
  public boolean areTrailersAccepted() {
    return trailersAccepted;
  }

  public void trailersAccepted(boolean value) {
    trailersAccepted = value;
  }

  /** Whether this is a call of gRPC, which its fields say when this is asked first. */
  public boolean isGrpc() {
    if (!isGrpcKnown) {
      isGrpc = method.equals("POST") && GrpcFields.isContentType(headers);
      isGrpcKnown = true;
    }
    return isGrpc;
  }

  /** Whether the client waits for a 100 before it sends its body. */
  public boolean isContinueExpected() {
    return continueExpected;
  }

  public void continueExpected(boolean value) {
    continueExpected = value;
  }

  /**
   * This request with bytes of its own, its canonical path and without fields that were removed.
   */
  public RequestHead copy() {
    RequestHead copy = new RequestHead();
    copy.headers.addAll(headers);
    copy.method = method;
    byte[] path = Arrays.copyOfRange(target, pathStart, targetEnd);
    copy.target(path, 0, pathEnd - pathStart, path.length);
    byte[] name = Arrays.copyOfRange(host, hostStart, hostEnd);
    copy.host(name, 0, name.length);
    copy.bodyLength = bodyLength;
    copy.http10 = http10;
    copy.webSocket = webSocket;
    copy.trailersAccepted = trailersAccepted;
    copy.continueExpected = continueExpected;
    copy.isGrpc = isGrpc;
    copy.isGrpcKnown = isGrpcKnown;
    return copy;
  }

  /** The path as text, one char a byte. */
  public String path() {
    return new String(target, pathStart, pathEnd - pathStart, StandardCharsets.ISO_8859_1);
  }

  /** Whether the method is one of those that may be sent twice (RFC 9110 section 9.2.2). */
  public boolean isIdempotent() {
    return switch (method) {
      case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
      default -> false;
    };
  }
}
