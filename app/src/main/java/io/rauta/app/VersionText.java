package io.rauta.app;

import io.netty.channel.epoll.Epoll;

/** What {@code rauta version} prints. */
final class VersionText {

  private VersionText() {}

  static String current() {
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
