package io.rauta.proxy.handover;

import io.netty.channel.unix.DomainSocketAddress;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Unix socket at which the process that serves an address can be found: a name in the abstract
 * name space, made of the user and the address.
 *
 * <p>Abstract names belong to the network name space, as ports do, and go with their process, so
 * that no stale file is left behind. Anybody may bind or connect to one: both sides check the
 * other's user (see unix(7), "Abstract sockets" and {@code SO_PEERCRED}).
 */
final class HandoverName {

  private HandoverName() {}

  /** The name for {@code address} as served by the user {@code uid}. */
  static DomainSocketAddress of(int uid, BindAddress address) {
    return new DomainSocketAddress("\0rauta/handover/" + uid + "/" + canonical(address));
  }

  /**
   * Whether {@code address} has a name: port 0 stands for a port nobody can know beforehand, and
   * what is no IP literal cannot be bound.
   */
  static boolean exists(BindAddress address) {
    return address.port() != 0
        && switch (address) {
          case BindAddress.AllAddresses _ -> true;
          case BindAddress.OneAddress one -> isLiteral(one.ip());
        };
  }

  /** The effective user id of this process. */
  static int ownUid() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Uid:")) {
          // real, effective, saved, file system: proc_pid_status(5)
          return Integer.parseUnsignedInt(line.trim().split("\\s+", -1)[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the user of this process is not known", e);
    }
    throw new IllegalStateException("/proc/self/status has no line Uid");
  }

  private static String canonical(BindAddress address) {
    return switch (address) {
      case BindAddress.AllAddresses all -> all.toString();
      case BindAddress.OneAddress one ->
          InetAddress.ofLiteral(one.ip()).getHostAddress() + ":" + one.port();
    };
  }

  private static boolean isLiteral(String ip) {
    try {
      var unused = InetAddress.ofLiteral(ip);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
