package io.rauta.proxy.http2.client;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.socket.BodyProgress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a backend goes on with one stream: sends a body fast enough, and reads what we
 * have for it. Looked at every second; most streams are over before.
 *
 * <p>Owned by one event loop; holds no clock.
 */
final class StreamProgress {

  private static final byte[] EVENT_STREAM = ascii("text/event-stream");
  private static final byte[] GRPC = ascii("application/grpc");

  private final StreamParts parts;
  private @Nullable BodyProgress incoming;
  private boolean isStreaming;
  private long lastByte;
  private boolean isSending;
  private long sent;
  private long sentSince;

  StreamProgress(StreamParts parts) {
    this.parts = parts;
  }

  /** Data came. */
  void dataCame(int bytes, long now) {
    lastByte = now;
    BodyProgress body = incoming;
    if (body != null) {
      body.add(bytes, now);
    }
  }

  /** Reading begins again after a pause of our own. */
  void resumed(long now) {
    lastByte = now;
    BodyProgress body = incoming;
    if (body != null) {
      body.start(now);
    }
  }

  /**
   * Whether the backend goes on.
   *
   * @param inBody whether it is expected to send
   */
  boolean isAlive(HttpTimeouts timeouts, boolean inBody, long now) {
    return reads(timeouts, now) && (!inBody || sends(timeouts, now));
  }

  private boolean sends(HttpTimeouts timeouts, long now) {
    BodyProgress body = incoming;
    if (body == null) {
      body = new BodyProgress();
      incoming = body;
      body.start(now);
      lastByte = now;
      isStreaming = isStreaming(parts.head().headers());
      return true;
    }
    return isStreaming
        ? now - lastByte < timeouts.streamIdle().toNanos()
        : body.isFastEnough(timeouts, now);
  }

  private boolean reads(HttpTimeouts timeouts, long now) {
    long progress = parts.output().progress();
    if (!parts.output().isWaiting()) {
      isSending = false;
    } else if (!isSending || progress > sent) {
      isSending = true;
      sent = progress;
      sentSince = now;
    }
    return !isSending || now - sentSince < timeouts.bodyIdle().toNanos();
  }

  /** Whether the body may be silent for long: a stream of events or of calls. */
  private static boolean isStreaming(HeaderBlock headers) {
    int type = headers.find(FieldName.CONTENT_TYPE, 0);
    return type >= 0 && (starts(headers, type, EVENT_STREAM) || starts(headers, type, GRPC));
  }

  private static boolean starts(HeaderBlock headers, int field, byte[] lowerCase) {
    int start = headers.valueStart(field);
    int end = start + lowerCase.length;
    return end <= headers.valueEnd(field)
        && Ascii.equalsLowerCase(headers.bytes(), start, end, lowerCase);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
