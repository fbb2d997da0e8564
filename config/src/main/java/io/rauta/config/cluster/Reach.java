package io.rauta.config.cluster;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Where the endpoints of an upstream may be. */
public enum Reach {
  /** Anywhere. */
  ANYWHERE,

  /**
   * Where others get without this process, too: neither on its own machine nor where clouds tell
   * the secrets of a machine. For endpoints named by people who may not reach those themselves.
   */
  NETWORK;

  private static final int IPV4 = 4;
  private static final HexFormat HEX = HexFormat.of();

  /** Those that are not link-local anyway: of Amazon over IPv6, Alibaba and Azure. */
  private static final Set<String> METADATA =
      Set.of("fd000ec2000000000000000000000254", "646464c8", "a83f8110");

  /**
   * Why an address may not be asked, for a person; empty if it may.
   *
   * @param address its 4 or 16 bytes
   */
  public Optional<String> whyNot(byte[] address) {
    return switch (this) {
      case ANYWHERE -> Optional.empty();
      case NETWORK -> address.length == IPV4 ? refusalOf4(address) : refusalOf6(address);
    };
  }

  private static Optional<String> refusalOf4(byte[] address) {
    int first = address[0] & 0xff;
    boolean isUnspecified = HEX.formatHex(address).equals("00000000");
    return refusal(
        address,
        first == 127 || isUnspecified,
        first == 169 && (address[1] & 0xff) == 254,
        first == 0 || first >= 224);
  }

  private static Optional<String> refusalOf6(byte[] address) {
    String text = HEX.formatHex(address);
    return refusal(
        address,
        text.startsWith("0".repeat(31)) && (address[15] & 0xfe) == 0,
        (address[0] & 0xff) == 0xfe && (address[1] & 0xc0) == 0x80,
        (address[0] & 0xff) == 0xff);
  }

  private static Optional<String> refusal(
      byte[] address, boolean isOwn, boolean isLinkLocal, boolean isNoMachine) {
    if (isOwn) {
      return Optional.of("it is the gateway's own machine");
    }
    if (isLinkLocal) {
      return Optional.of("it is link-local, as are the secrets of machines in clouds");
    }
    if (METADATA.contains(HEX.formatHex(address))) {
      return Optional.of("it is where a cloud tells the secrets of a machine");
    }
    return isNoMachine ? Optional.of("it is no address of a single machine") : Optional.empty();
  }
}
