package io.rauta.control.syntax;

import org.jspecify.annotations.Nullable;

/** Values of {@code appProtocol}. Those that Kubernetes does not define mean nothing to us. */
public final class AppProtocols {

  private AppProtocols() {}

  /** Whether a backend that says so is spoken to over TLS or not at all. */
  public static boolean needsTls(@Nullable String protocol) {
    return "kubernetes.io/wss".equals(protocol);
  }

  /** Whether a backend that says so is spoken to in HTTP/2 with prior knowledge. */
  public static boolean isHttp2(@Nullable String protocol) {
    return "kubernetes.io/h2c".equals(protocol);
  }

  /** Whether a backend that says so speaks WebSocket, which HTTP/1.1 carries. */
  public static boolean isWebSocket(@Nullable String protocol) {
    return "kubernetes.io/ws".equals(protocol) || "kubernetes.io/wss".equals(protocol);
  }
}
