package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.HostRules;
import io.rauta.proxy.http.OriginForm;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;

/** Brings request targets into origin-form with a canonical path (RFC 9112 section 3.2). */
final class RequestTarget {

  private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);
  private static final int HTTP_PORT = 80;
  private static final byte[] ASTERISK = {'*'};

  private RequestTarget() {}

  /**
   * Sets path and query of {@code head} from the target in {@code bytes}; the host of the head's
   * {@code Host} field lies between {@code hostStart} and {@code hostEnd}. OPTIONS without a path
   * is about the server (RFC 9112 section 3.2.4): its path is an asterisk.
   *
   * @return whether the target is good
   */
  static boolean accept(
      RequestHead head, RequestLine line, byte[] bytes, int hostStart, int hostEnd) {
    int start = line.targetStart();
    int end = line.targetEnd();
    return switch (line.form()) {
      case ORIGIN -> OriginForm.accept(head, bytes, start, end);
      case ABSOLUTE -> absoluteForm(head, bytes, start, end, hostStart, hostEnd);
      case ASTERISK -> {
        head.target(bytes, start, end, end);
        yield true;
      }
    };
  }

  private static boolean absoluteForm(
      RequestHead head, byte[] bytes, int start, int end, int hostStart, int hostEnd) {
    int authority = start + HTTP.length;
    if (authority >= end || !Ascii.equalsLowerCase(bytes, start, authority, HTTP)) {
      return false;
    }
    int path = authority;
    while (path < end && bytes[path] != '/' && bytes[path] != '?') {
      path++;
    }
    if (!HostRules.same(bytes, authority, path, bytes, hostStart, hostEnd, HTTP_PORT)) {
      return false;
    }
    if (path < end && bytes[path] == '/') {
      return OriginForm.accept(head, bytes, path, end);
    }
    if (path == end && head.method().equals("OPTIONS")) {
      head.target(ASTERISK, 0, 1, 1);
      return true;
    }
    byte[] target = new byte[1 + end - path];
    target[0] = '/';
    System.arraycopy(bytes, path, target, 1, end - path);
    head.target(target, 0, 1, target.length);
    return true;
  }
}
