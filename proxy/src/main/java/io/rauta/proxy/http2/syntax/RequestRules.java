package io.rauta.proxy.http2.syntax;

import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpSettings.Upgrades;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.ContentLength;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.HostRules;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.MethodName;
import io.rauta.proxy.http.OriginForm;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges request heads (RFC 9113 section 8.3.1, RFC 8441) and brings them into the neutral form. A
 * head against the rules of framing is malformed; one whose method, target or host is not served is
 * answered, so that its sender learns why.
 *
 * <p>Owned by one event loop; keeps its findings until the next head.
 */
public final class RequestRules {

  private static final Judgement GOOD = Judgement.Good.INSTANCE;
  private static final Judgement MALFORMED = Judgement.Malformed.INSTANCE;
  private static final byte[] HTTP = ascii("http");
  private static final byte[] HTTPS = ascii("https");
  private static final byte[] WEBSOCKET = ascii("websocket");
  private static final byte[] CONTINUE = ascii("100-continue");
  private static final byte[] TRAILERS = ascii("trailers");
  private static final byte[] VERSION_13 = ascii("13");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final boolean isSecure;
  private int host;
  private int contentLength;
  private boolean malformed;
  private boolean aboutServer;
  private @Nullable LocalReply refused;

  /** Judges what comes over TLS, or in plain text. */
  public RequestRules(Transport transport) {
    this.isSecure = transport == Transport.TLS;
  }

  /** What carries the connection. */
  public enum Transport {
    CLEARTEXT,
    TLS
  }

  /** Whether the request is about the gateway as a whole, not about a path. */
  public boolean isAboutServer() {
    return aboutServer;
  }

  /**
   * Judges the list that was decoded into the fields of {@code head}.
   *
   * @param ends whether there is nothing behind the head
   */
  public Judgement judge(FieldList list, RequestHead head, HttpSettings settings, boolean ends) {
    LocalReply tooLarge = list.refusal();
    if (tooLarge != null) {
      return new Judgement.Refused(tooLarge);
    }
    start(head);
    fields(head, list.has(Pseudo.AUTHORITY) ? 1 : 0);
    if (malformed || list.isMalformed() || !isComplete(list)) {
      return MALFORMED;
    }
    if (refused == null) {
      refused = target(list, head);
    }
    if (refused != null) {
      return new Judgement.Refused(refused);
    }
    if (list.has(Pseudo.PROTOCOL)) {
      return webSocket(list, head, settings, ends);
    }
    return body(head, settings, ends);
  }

  private void start(RequestHead head) {
    host = -1;
    contentLength = -1;
    malformed = false;
    aboutServer = false;
    refused = null;
    head.http10(false);
    head.webSocket(false);
    head.trailersAccepted(false);
    head.continueExpected(false);
    head.bodyLength(0);
  }

  // ---- fields

  /** Judges the fields behind the one that was made of {@code :authority}. */
  private void fields(RequestHead head, int first) {
    HeaderBlock headers = head.headers();
    for (int field = first, count = headers.count(); field < count; field++) {
      FieldName name = headers.name(field);
      if (name != FieldName.OTHER) {
        known(head, headers, field, name);
      }
    }
  }

  private void known(RequestHead head, HeaderBlock headers, int field, FieldName name) {
    byte[] bytes = headers.bytes();
    int nameEnd = headers.nameEnd(field);
    if (Ascii.indexOf(bytes, headers.nameStart(field), nameEnd, '_') < nameEnd) {
      refused = LocalReply.BAD_REQUEST;
      return;
    }
    int start = headers.valueStart(field);
    int end = headers.valueEnd(field);
    switch (name) {
      case CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TRANSFER_ENCODING, UPGRADE -> malformed = true;
      case HOST -> {
        malformed |= host >= 0;
        host = field;
      }
      case CONTENT_LENGTH -> {
        malformed |= contentLength >= 0;
        contentLength = field;
      }
      case TE -> {
        malformed |= !Ascii.equalsLowerCase(bytes, start, end, TRAILERS);
        head.trailersAccepted(true);
        headers.remove(field);
      }
      case EXPECT -> {
        if (Ascii.equalsLowerCase(bytes, start, end, CONTINUE)) {
          head.continueExpected(true);
        } else {
          refused = LocalReply.EXPECTATION_FAILED;
        }
        headers.remove(field);
      }
      case TRAILER, HTTP2_SETTINGS -> headers.remove(field);
      default -> {}
    }
  }

  // ---- pseudo-fields

  /** Whether the pseudo-fields are those that the method asks for, and no others. */
  private static boolean isComplete(FieldList list) {
    if (list.has(Pseudo.STATUS) || !list.has(Pseudo.METHOD)) {
      return false;
    }
    byte[] bytes = list.block().bytes();
    int start = list.start(Pseudo.METHOD);
    int end = list.end(Pseudo.METHOD);
    if (!Ascii.isToken(bytes, start, end)) {
      return false;
    }
    boolean isConnect = MethodName.of(bytes, start, end).equals("CONNECT");
    boolean hasTarget =
        list.has(Pseudo.SCHEME)
            && list.has(Pseudo.PATH)
            && list.end(Pseudo.PATH) > list.start(Pseudo.PATH);
    if (!isConnect) {
      return hasTarget && !list.has(Pseudo.PROTOCOL);
    }
    if (list.has(Pseudo.PROTOCOL)) {
      return hasTarget && list.has(Pseudo.AUTHORITY);
    }
    return list.has(Pseudo.AUTHORITY) && !list.has(Pseudo.SCHEME) && !list.has(Pseudo.PATH);
  }

  private @Nullable LocalReply target(FieldList list, RequestHead head) {
    byte[] bytes = head.headers().bytes();
    int methodStart = list.start(Pseudo.METHOD);
    int methodEnd = list.end(Pseudo.METHOD);
    if (methodEnd - methodStart > MethodName.MAX) {
      return LocalReply.BAD_REQUEST;
    }
    String method = MethodName.of(bytes, methodStart, methodEnd);
    head.method(method);
    if (MethodName.isRefused(method) && !list.has(Pseudo.PROTOCOL)) {
      return LocalReply.METHOD_NOT_ALLOWED;
    }
    byte[] scheme = isSecure ? HTTPS : HTTP;
    boolean isGood =
        Ascii.equalsLowerCase(bytes, list.start(Pseudo.SCHEME), list.end(Pseudo.SCHEME), scheme)
            && host(list, head)
            && path(head, bytes, list.start(Pseudo.PATH), list.end(Pseudo.PATH));
    return isGood ? null : LocalReply.BAD_REQUEST;
  }

  /** Leaves one host, which both {@code :authority} and {@code host} must mean. */
  private boolean host(FieldList list, RequestHead head) {
    HeaderBlock headers = head.headers();
    byte[] bytes = headers.bytes();
    if (!list.has(Pseudo.AUTHORITY)) {
      return host >= 0
          && HostRules.accept(head, bytes, headers.valueStart(host), headers.valueEnd(host));
    }
    int start = list.start(Pseudo.AUTHORITY);
    int end = list.end(Pseudo.AUTHORITY);
    if (host >= 0) {
      boolean isSame =
          HostRules.same(
              bytes,
              start,
              end,
              bytes,
              headers.valueStart(host),
              headers.valueEnd(host),
              isSecure ? HTTPS_PORT : HTTP_PORT);
      if (!isSame) {
        return false;
      }
      headers.remove(host);
    }
    return HostRules.accept(head, bytes, start, end);
  }

  private boolean path(RequestHead head, byte[] bytes, int start, int end) {
    if (bytes[start] != '/') {
      aboutServer = end == start + 1 && bytes[start] == '*' && head.method().equals("OPTIONS");
      head.target(bytes, start, end, end);
      return aboutServer;
    }
    for (int i = start; i < end; i++) {
      if (!OriginForm.isTargetByte(bytes[i])) {
        return false;
      }
    }
    return OriginForm.accept(head, bytes, start, end);
  }

  // ---- what follows

  private Judgement body(RequestHead head, HttpSettings settings, boolean ends) {
    if (contentLength < 0) {
      head.bodyLength(ends ? 0 : RequestHead.CHUNKED);
      return GOOD;
    }
    HeaderBlock headers = head.headers();
    long length =
        ContentLength.parse(
            headers.bytes(), headers.valueStart(contentLength), headers.valueEnd(contentLength));
    if (length < 0 || (ends && length > 0)) {
      return MALFORMED;
    }
    if (length > settings.limits().requestBody()) {
      return new Judgement.Refused(LocalReply.BODY_TOO_LARGE);
    }
    head.bodyLength(length);
    return GOOD;
  }

  /** Makes an extended CONNECT (RFC 8441 section 4) a GET that asks for an upgrade. */
  private Judgement webSocket(
      FieldList list, RequestHead head, HttpSettings settings, boolean ends) {
    HeaderBlock headers = head.headers();
    byte[] bytes = headers.bytes();
    boolean isServed =
        settings.upgrades() == Upgrades.WEBSOCKET
            && Ascii.equalsLowerCase(
                bytes, list.start(Pseudo.PROTOCOL), list.end(Pseudo.PROTOCOL), WEBSOCKET);
    if (!isServed) {
      return MALFORMED;
    }
    int version = headers.find(FieldName.SEC_WEBSOCKET_VERSION, 0);
    boolean isGood =
        !ends
            && contentLength < 0
            && version >= 0
            && Ascii.equals(
                bytes, headers.valueStart(version), headers.valueEnd(version), VERSION_13)
            && headers.find(FieldName.SEC_WEBSOCKET_VERSION, version + 1) < 0;
    if (!isGood) {
      return new Judgement.Refused(LocalReply.BAD_REQUEST);
    }
    headers.removeAll(FieldName.SEC_WEBSOCKET_KEY);
    head.method("GET");
    head.webSocket(true);
    return GOOD;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
