package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.ContentLength;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.WebSocketHandshake;
import java.nio.charset.StandardCharsets;

/**
 * Judges the fields of a complete response head, says how its body is framed (RFC 9112 section
 * 6.3), and takes the fields out that concern this connection only.
 *
 * <p>Owned by one event loop; keeps its findings until the next head.
 */
final class ResponseRules {

  private static final byte[] WEBSOCKET = "websocket".getBytes(StandardCharsets.US_ASCII);

  private final ResponseHead head;
  private final StatusLine statusLine;
  private final ConnectionOptions options = new ConnectionOptions();
  private int contentLength;
  private boolean chunked;
  private boolean upgradesToWebSocket;
  private boolean broken;
  private boolean bodyForbidden;

  ResponseRules(ResponseHead head, StatusLine statusLine) {
    this.head = head;
    this.statusLine = statusLine;
  }

  /** Whether the connection may carry another request. */
  boolean isKeptAlive() {
    if (bodyForbidden) {
      return false;
    }
    return statusLine.isHttp10() ? options.isKeepAlive() && !options.isClose() : !options.isClose();
  }

  /**
   * Judges the head and answers whether it is good.
   *
   * @param toHead whether the request was a HEAD
   */
  boolean accept(boolean toHead) {
    options.clear();
    contentLength = -1;
    chunked = false;
    upgradesToWebSocket = false;
    broken = false;
    bodyForbidden = false;
    HeaderBlock headers = head.headers();
    for (int field = 0, count = headers.count(); field < count; field++) {
      FieldName name = headers.name(field);
      if (name != FieldName.OTHER) {
        known(headers, field, name);
      }
    }
    options.removeNamed(headers);
    return !broken && framing(headers, toHead);
  }

  private void known(HeaderBlock headers, int field, FieldName name) {
    byte[] bytes = headers.bytes();
    int start = headers.valueStart(field);
    int end = headers.valueEnd(field);
    switch (name) {
      case CONTENT_LENGTH -> {
        broken |= contentLength >= 0;
        contentLength = field;
      }
      case TRANSFER_ENCODING -> {
        broken |=
            chunked || statusLine.isHttp10() || Coding.of(bytes, start, end) != Coding.CHUNKED;
        chunked = true;
        headers.remove(field);
      }
      case CONNECTION -> {
        broken |= !options.add(bytes, start, end);
        headers.remove(field);
      }
      case UPGRADE -> {
        upgradesToWebSocket |=
            io.rauta.proxy.http.Ascii.equalsLowerCase(bytes, start, end, WEBSOCKET);
        headers.remove(field);
      }
      case KEEP_ALIVE, PROXY_CONNECTION, TRAILER, TE, HTTP2_SETTINGS -> headers.remove(field);
      default -> {}
    }
  }

  private boolean framing(HeaderBlock headers, boolean toHead) {
    int status = head.status();
    long length = -1;
    if (contentLength >= 0) {
      length =
          ContentLength.parse(
              headers.bytes(), headers.valueStart(contentLength), headers.valueEnd(contentLength));
      if (length < 0 || chunked) {
        return false;
      }
    }
    if (status < 200) {
      head.bodyLength(0);
      return contentLength < 0 && !chunked;
    }
    if (toHead || status == 304) {
      head.bodyLength(0);
      return true;
    }
    if (status == 204 || status == 205) {
      // A body that is announced may still come, and must not be taken for the next response.
      bodyForbidden = length > 0 || chunked || (status == 205 && length < 0);
      headers.removeAll(FieldName.CONTENT_LENGTH);
      head.bodyLength(0);
      return status == 205 || !chunked;
    }
    head.bodyLength(
        chunked ? ResponseHead.CHUNKED : length >= 0 ? length : ResponseHead.UNTIL_CLOSE);
    return true;
  }

  /**
   * Whether a 101 answers the WebSocket request whose key was {@code key} (RFC 6455 section 4.1).
   */
  boolean isWebSocketAccepted(String key) {
    HeaderBlock headers = head.headers();
    int accept = headers.find(FieldName.SEC_WEBSOCKET_ACCEPT, 0);
    return upgradesToWebSocket
        && options.isUpgrade()
        && accept >= 0
        && headers.value(accept).equals(WebSocketHandshake.accept(key));
  }
}
