package io.rauta.app.version;

import io.netty.channel.epoll.Epoll;

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
    tls        none
    """
        .formatted(
            build.version(),
            build.commit(),
            Runtime.version(),
            System.getProperty("java.vendor.version", ""),
            transport());
  }

  private static String transport() {
    return Epoll.isAvailable() ? "epoll" : "nio";
  }
}
