package io.rauta.app.version;

import io.netty.channel.epoll.Epoll;
import io.rauta.proxy.tls.TlsProvider;

/** What {@code rauta version} prints. */
public final class VersionText {

  private VersionText() {}

  /** The whole text. */
  public static String current() {
    Build build = Build.current();
    return """
    rauta      %s
    commit     %s
    jdk        %s %s
    transport  %s
    tls        %s
    """
        .formatted(
            build.version(),
            build.commit(),
            Runtime.version(),
            System.getProperty("java.vendor.version", ""),
            transport(),
            TlsProvider.best());
  }

  private static String transport() {
    return Epoll.isAvailable() ? "epoll" : "nio";
  }
}
