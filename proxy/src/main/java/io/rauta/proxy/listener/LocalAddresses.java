package io.rauta.proxy.listener;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this machine at which others reach what listens on all of them. The system is
 * asked at most once a second, since it builds the whole list each time.
 *
 * <p>Owned by the control thread.
 */
public final class LocalAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(LocalAddresses.class);
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Those that leave the machine come first, IPv4 before IPv6; interfaces keep their order. */
  private static final Comparator<InetAddress> LIKELIEST_FIRST =
      Comparator.comparing(InetAddress::isLoopbackAddress)
          .thenComparing(address -> !(address instanceof Inet4Address));

  private final LongSupplier clock;
  private List<String> known = List.of();
  private long knownUntil;

  /** Knows none yet; {@code clock} gives monotonic nanoseconds. */
  public LocalAddresses(LongSupplier clock) {
    this.clock = clock;
    this.knownUntil = clock.getAsLong();
  }

  /**
   * The addresses as of the last second, as literals. Loopback addresses are among them only where
   * there are no others; link-local ones never. What was known stays while the system does not
   * answer.
   */
  public List<String> now() {
    long now = clock.getAsLong();
    if (now - knownUntil >= 0) {
      knownUntil = now + KEPT_NANOS;
      try {
        known = ask();
      } catch (SocketException e) {
        LOG.warn("the addresses of this machine are not known: {}", e.getMessage());
      }
    }
    return known;
  }

  private static List<String> ask() throws SocketException {
    List<InetAddress> found = new ArrayList<>();
    NetworkInterface.networkInterfaces()
        .filter(LocalAddresses::isUp)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLinkLocalAddress())
        .forEach(found::add);
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
      LOG.debug("interface={} does not say whether it is up", network.getName(), e);
      return false;
    }
  }
}
