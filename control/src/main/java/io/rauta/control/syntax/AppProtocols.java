package io.rauta.control.syntax;

import org.jspecify.annotations.Nullable;

/** Values of {@code appProtocol}. Those that Kubernetes does not define mean nothing to us. */
public final class AppProtocols {

  private AppProtocols() {}

  /** Whether a backend that says so cannot be spoken to. */
  public static boolean isRefused(@Nullable String protocol) {
    return "kubernetes.io/h2c".equals(protocol) || "kubernetes.io/wss".equals(protocol);
  }
}
