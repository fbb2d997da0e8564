package io.rauta.proxy.route;

import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;

/** Makes request heads as a codec would: host and target lie amid other bytes. */
final class Requests {

  private Requests() {}

  static RequestHead get(String host, String target, String... fields) {
    return request("GET", host, target, fields);
  }

  /**
   * Makes a head.
   *
   * @param fields names and values in turn
   */
  static RequestHead request(String method, String host, String target, String... fields) {
    RequestHead head = new RequestHead();
    head.method(method);
    byte[] bytes = ("<" + target + ">").getBytes(StandardCharsets.UTF_8);
    int end = bytes.length - 1;
    int mark = 1;
    while (mark < end && bytes[mark] != '?') {
      mark++;
    }
    head.target(bytes, 1, mark, end);
    byte[] hostBytes = ("x." + host + ":80").getBytes(StandardCharsets.UTF_8);
    head.host(hostBytes, 2, hostBytes.length - 3);
    for (int i = 0; i < fields.length; i += 2) {
      head.headers().add(bytes(fields[i]), bytes(fields[i + 1]));
    }
    return head;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
