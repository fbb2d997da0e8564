package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.ContentLength;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ResponseHead;

/**
 * Judges response heads (RFC 9113 section 8.3.2) and brings them into the neutral form.
 *
 * <p>Owned by one event loop; keeps its findings until the next head.
 */
public final class ResponseRules {

  private int contentLength;
  private boolean malformed;
  private boolean bodyForbidden;

  /** Whether no byte of a body may follow the head that was judged last. */
  public boolean isBodyForbidden() {
    return bodyForbidden;
  }

  /**
   * Judges the list that was decoded into the fields of {@code head}; answers whether it is good.
   *
   * @param toHead whether the request was a HEAD
   * @param ends whether there is nothing behind the head
   */
  public boolean accept(FieldList list, ResponseHead head, boolean toHead, boolean ends) {
    if (list.refusal() != null || list.isMalformed() || !status(list, head)) {
      return false;
    }
    contentLength = -1;
    malformed = false;
    bodyForbidden = false;
    HeaderBlock headers = head.headers();
    for (int field = 0, count = headers.count(); field < count; field++) {
      FieldName name = headers.name(field);
      if (name != FieldName.OTHER) {
        known(headers, field, name);
      }
    }
    return !malformed && body(head, toHead, ends);
  }

  private static boolean status(FieldList list, ResponseHead head) {
    if (!list.hasOnly(Pseudo.STATUS)) {
      return false;
    }
    byte[] bytes = head.headers().bytes();
    int start = list.start(Pseudo.STATUS);
    if (list.end(Pseudo.STATUS) - start != 3) {
      return false;
    }
    int status = 0;
    for (int i = start; i < start + 3; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      status = status * 10 + digit;
    }
    head.status(status, 0, 0);
    return status >= 100 && status <= 599 && status != 101;
  }

  private void known(HeaderBlock headers, int field, FieldName name) {
    switch (name) {
      case CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TRANSFER_ENCODING, UPGRADE -> malformed = true;
      case CONTENT_LENGTH -> {
        malformed |= contentLength >= 0;
        contentLength = field;
      }
      case TRAILER, TE, HTTP2_SETTINGS -> headers.remove(field);
      default -> {}
    }
  }

  private boolean body(ResponseHead head, boolean toHead, boolean ends) {
    HeaderBlock headers = head.headers();
    long length = -1;
    if (contentLength >= 0) {
      length =
          ContentLength.parse(
              headers.bytes(), headers.valueStart(contentLength), headers.valueEnd(contentLength));
      if (length < 0) {
        return false;
      }
    }
    int status = head.status();
    if (status < 200) {
      head.bodyLength(0);
      return contentLength < 0 && !ends;
    }
    bodyForbidden = toHead || status == 304 || status == 204 || status == 205;
    if (status == 204 || status == 205) {
      headers.removeAll(FieldName.CONTENT_LENGTH);
    }
    if (bodyForbidden || ends) {
      head.bodyLength(0);
      return bodyForbidden || length <= 0;
    }
    head.bodyLength(length >= 0 ? length : ResponseHead.CHUNKED);
    return true;
  }
}
