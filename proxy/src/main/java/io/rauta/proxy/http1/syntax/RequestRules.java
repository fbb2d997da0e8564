package io.rauta.proxy.http1.syntax;

import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.ContentLength;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.HostRules;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges the fields of a complete request head, says how its body is framed, and takes the fields
 * out that concern this connection only (RFC 9110 section 7.6.1).
 *
 * <p>Owned by one event loop; keeps its findings until the next head.
 */
final class RequestRules {

  private static final byte[] WEBSOCKET = "websocket".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTINUE = "100-continue".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRAILERS = "trailers".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VERSION_13 = "13".getBytes(StandardCharsets.US_ASCII);
  private static final int WEBSOCKET_KEY_LENGTH = 24;

  private final RequestHead head;
  private final ConnectionOptions options = new ConnectionOptions();
  private int host;
  private int contentLength;
  private boolean encoded;
  private boolean chunked;
  private boolean webSocketAsked;
  private @Nullable LocalReply refused;

  RequestRules(RequestHead head) {
    this.head = head;
  }

  /** Whether the connection may carry another request. */
  boolean isKeptAlive() {
    return head.isHttp10() ? options.isKeepAlive() && !options.isClose() : !options.isClose();
  }

  /** Judges the head; answers null where it is good. */
  @Nullable LocalReply judge(RequestLine line, HttpSettings settings) {
    start();
    HeaderBlock headers = head.headers();
    for (int field = 0, count = headers.count(); field < count && refused == null; field++) {
      FieldName name = headers.name(field);
      if (name != FieldName.OTHER) {
        known(headers, field, name);
      }
    }
    if (refused != null) {
      return refused;
    }
    if (!host(headers)
        || !RequestTarget.accept(
            head, line, headers.bytes(), headers.valueStart(host), headers.valueEnd(host))) {
      return LocalReply.BAD_REQUEST;
    }
    options.removeNamed(headers);
    return framing(headers, settings);
  }

  private void start() {
    options.clear();
    host = -1;
    contentLength = -1;
    encoded = false;
    chunked = false;
    webSocketAsked = false;
    refused = null;
    head.webSocket(false);
    head.trailersAccepted(false);
    head.continueExpected(false);
    head.bodyLength(0);
  }

  private void known(HeaderBlock headers, int field, FieldName name) {
    byte[] bytes = headers.bytes();
    if (Ascii.indexOf(bytes, headers.nameStart(field), headers.nameEnd(field), '_')
        < headers.nameEnd(field)) {
      refused = LocalReply.BAD_REQUEST;
      return;
    }
    int start = headers.valueStart(field);
    int end = headers.valueEnd(field);
    switch (name) {
      case HOST -> host = once(host, field);
      case CONTENT_LENGTH -> contentLength = once(contentLength, field);
      case TRANSFER_ENCODING -> transferEncoding(headers, field);
      case CONNECTION -> {
        if (!options.add(bytes, start, end)) {
          refused = LocalReply.BAD_REQUEST;
        }
        headers.remove(field);
      }
      case UPGRADE -> {
        webSocketAsked |= Ascii.equalsLowerCase(bytes, start, end, WEBSOCKET);
        headers.remove(field);
      }
      case TE -> {
        head.trailersAccepted(
            head.areTrailersAccepted() || Ascii.equalsLowerCase(bytes, start, end, TRAILERS));
        headers.remove(field);
      }
      case EXPECT -> expect(headers, field);
      case KEEP_ALIVE, PROXY_CONNECTION, TRAILER, HTTP2_SETTINGS -> headers.remove(field);
      default -> {}
    }
  }

  private int once(int seen, int field) {
    if (seen >= 0) {
      refused = LocalReply.BAD_REQUEST;
    }
    return field;
  }

  private void transferEncoding(HeaderBlock headers, int field) {
    Coding coding = Coding.of(headers.bytes(), headers.valueStart(field), headers.valueEnd(field));
    if (encoded || head.isHttp10() || coding == Coding.BROKEN) {
      refused = LocalReply.BAD_REQUEST;
    }
    encoded = true;
    chunked = coding == Coding.CHUNKED;
    headers.remove(field);
  }

  private void expect(HeaderBlock headers, int field) {
    if (!head.isHttp10()) {
      boolean known =
          Ascii.equalsLowerCase(
              headers.bytes(), headers.valueStart(field), headers.valueEnd(field), CONTINUE);
      if (known) {
        head.continueExpected(true);
      } else {
        refused = LocalReply.EXPECTATION_FAILED;
      }
    }
    headers.remove(field);
  }

  private boolean host(HeaderBlock headers) {
    return host >= 0
        && HostRules.accept(
            head, headers.bytes(), headers.valueStart(host), headers.valueEnd(host));
  }

  private @Nullable LocalReply framing(HeaderBlock headers, HttpSettings settings) {
    if (encoded) {
      if (contentLength >= 0) {
        return LocalReply.BAD_REQUEST;
      }
      head.bodyLength(RequestHead.CHUNKED);
      return chunked ? null : LocalReply.UNKNOWN_CODING;
    }
    if (contentLength >= 0) {
      long length =
          ContentLength.parse(
              headers.bytes(), headers.valueStart(contentLength), headers.valueEnd(contentLength));
      if (length < 0) {
        return LocalReply.BAD_REQUEST;
      }
      if (length > settings.limits().requestBody()) {
        return LocalReply.BODY_TOO_LARGE;
      }
      head.bodyLength(length);
    }
    head.webSocket(
        webSocketAsked
            && settings.upgrades() == HttpSettings.Upgrades.WEBSOCKET
            && isWebSocket(headers));
    return null;
  }

  private boolean isWebSocket(HeaderBlock headers) {
    int version = headers.find(FieldName.SEC_WEBSOCKET_VERSION, 0);
    int key = headers.find(FieldName.SEC_WEBSOCKET_KEY, 0);
    return options.isUpgrade()
        && head.method().equals("GET")
        && !head.isHttp10()
        && head.bodyLength() == 0
        && version >= 0
        && Ascii.equals(
            headers.bytes(), headers.valueStart(version), headers.valueEnd(version), VERSION_13)
        && headers.find(FieldName.SEC_WEBSOCKET_VERSION, version + 1) < 0
        && key >= 0
        && headers.valueEnd(key) - headers.valueStart(key) == WEBSOCKET_KEY_LENGTH
        && headers.find(FieldName.SEC_WEBSOCKET_KEY, key + 1) < 0;
  }
}
