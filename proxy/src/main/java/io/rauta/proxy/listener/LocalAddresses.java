package io.rauta.proxy.listener;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine at which others reach what listens on all of them. */
public final class LocalAddresses {

  /** Those that leave the machine come first, IPv4 before IPv6; interfaces keep their order. */
  private static final Comparator<InetAddress> LIKELIEST_FIRST =
      Comparator.comparing(InetAddress::isLoopbackAddress)
          .thenComparing(address -> !(address instanceof Inet4Address));

  private LocalAddresses() {}

  /**
   * The addresses now, as literals. Loopback addresses are among them only where there are no
   * others; link-local ones never.
   */
  public static List<String> now() {
    List<InetAddress> found = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .filter(LocalAddresses::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .forEach(found::add);
    } catch (SocketException e) {
      return List.of();
    }
    found.sort(LIKELIEST_FIRST);
    boolean alone = found.stream().allMatch(InetAddress::isLoopbackAddress);
    return found.stream()
        .filter(address -> alone || !address.isLoopbackAddress())
        .map(NetUtil::toAddressString)
        .distinct()
        .toList();
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
