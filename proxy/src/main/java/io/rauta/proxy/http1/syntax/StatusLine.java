package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges status lines (RFC 9112 section 4): version, one space, three digits, and a phrase that may
 * be missing.
 *
 * <p>Owned by one event loop; keeps what the line said until the next one.
 */
final class StatusLine implements HeadReader.StartLine {

  private static final byte[] HTTP_1 = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

  private final ResponseHead head;
  private boolean isHttp10;

  StatusLine(ResponseHead head) {
    this.head = head;
  }

  boolean isHttp10() {
    return isHttp10;
  }

  @Override
  public @Nullable LocalReply accept(byte[] bytes, int start, int end) {
    int code = start + 9;
    // An empty line before it, which servers take from clients, is a byte too many here.
    if (start > 0
        || end - start < 12
        || !Ascii.equals(bytes, start, start + 7, HTTP_1)
        || (bytes[start + 7] != '0' && bytes[start + 7] != '1')
        || bytes[start + 8] != ' '
        || (end - start > 12 && bytes[start + 12] != ' ')) {
      return LocalReply.UPSTREAM_BAD_RESPONSE;
    }
    int status = 0;
    for (int i = code; i < code + 3; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return LocalReply.UPSTREAM_BAD_RESPONSE;
      }
      status = status * 10 + digit;
    }
    if (status < 100 || status > 599) {
      return LocalReply.UPSTREAM_BAD_RESPONSE;
    }
    isHttp10 = bytes[start + 7] == '0';
    head.status(status, Math.min(start + 13, end), end);
    return null;
  }
}
