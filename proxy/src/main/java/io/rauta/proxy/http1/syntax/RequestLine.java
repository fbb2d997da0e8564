package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.MethodName;
import io.rauta.proxy.http.OriginForm;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges request lines (RFC 9112 section 3): one token, one space, a target in one of its forms,
 * one space, the version.
 *
 * <p>Owned by one event loop; keeps what the line said until the next one.
 */
final class RequestLine implements HeadReader.StartLine {

  private static final int VERSION_LENGTH = 8;
  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  /** The form of a request target. */
  enum Form {
    ORIGIN,
    ABSOLUTE,
    ASTERISK
  }

  private final RequestHead head;
  private Form form = Form.ORIGIN;
  private int targetStart;
  private int targetEnd;

  RequestLine(RequestHead head) {
    this.head = head;
  }

  Form form() {
    return form;
  }

  /** Where the target starts in the bytes of the head. */
  int targetStart() {
    return targetStart;
  }

  int targetEnd() {
    return targetEnd;
  }

  @Override
  public @Nullable LocalReply accept(byte[] bytes, int start, int end) {
    int methodEnd = start;
    while (methodEnd < end && Ascii.isToken(bytes[methodEnd])) {
      methodEnd++;
    }
    if (methodEnd == start || methodEnd == end || bytes[methodEnd] != ' ') {
      return LocalReply.BAD_REQUEST;
    }
    targetStart = methodEnd + 1;
    targetEnd = targetStart;
    while (targetEnd < end && OriginForm.isTargetByte(bytes[targetEnd])) {
      targetEnd++;
    }
    if (targetEnd == targetStart || targetEnd == end || bytes[targetEnd] != ' ') {
      return LocalReply.BAD_REQUEST;
    }
    LocalReply refused = version(bytes, targetEnd + 1, end);
    if (refused != null) {
      return refused;
    }
    if (methodEnd - start > MethodName.MAX) {
      return LocalReply.BAD_REQUEST;
    }
    head.method(MethodName.of(bytes, start, methodEnd));
    return form(bytes);
  }

  /** Says that the target is too long only where nothing else is. */
  @Override
  public LocalReply tooLong(byte[] bytes, int start, int end) {
    int methodEnd = Ascii.indexOf(bytes, start, end, ' ');
    boolean isTargetLong =
        methodEnd - start <= MethodName.MAX
            && Ascii.isToken(bytes, start, methodEnd)
            && Ascii.indexOf(bytes, methodEnd + 1, end, ' ') >= end - VERSION_LENGTH;
    return isTargetLong ? LocalReply.URI_TOO_LONG : LocalReply.BAD_REQUEST;
  }

  private @Nullable LocalReply form(byte[] bytes) {
    String method = head.method();
    if (MethodName.isRefused(method)) {
      return LocalReply.METHOD_NOT_ALLOWED;
    }
    byte first = bytes[targetStart];
    if (first == '/') {
      form = Form.ORIGIN;
      return null;
    }
    if (first == '*' && targetEnd == targetStart + 1 && method.equals("OPTIONS")) {
      form = Form.ASTERISK;
      return null;
    }
    form = Form.ABSOLUTE;
    return Ascii.indexOf(bytes, targetStart, targetEnd, ':') + 3 < targetEnd
        ? null
        : LocalReply.BAD_REQUEST;
  }

  private @Nullable LocalReply version(byte[] bytes, int start, int end) {
    if (end - start != VERSION_LENGTH
        || !Ascii.equals(bytes, start, start + 5, HTTP)
        || !isDigit(bytes[start + 5])
        || bytes[start + 6] != '.'
        || !isDigit(bytes[start + 7])) {
      return LocalReply.BAD_REQUEST;
    }
    if (bytes[start + 5] != '1' || bytes[start + 7] > '1') {
      return LocalReply.VERSION_NOT_SUPPORTED;
    }
    head.http10(bytes[start + 7] == '0');
    return null;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
