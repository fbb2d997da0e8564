package io.rauta.proxy.tls;

import java.util.List;

/** Names by which versions of HTTP are agreed on inside the handshake (RFC 7301). */
public final class Alpn {

  /** HTTP/2. */
  public static final String HTTP_2 = "h2";

  /** HTTP/1.1. */
  public static final String HTTP_1 = "http/1.1";

  /** What clients may choose from, most wanted first. */
  public static final List<String> SERVED = List.of(HTTP_2, HTTP_1);

  private Alpn() {}
}
