package io.rauta.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IPv4 addresses in CIDR notation; its first and last address are part of it.
 *
 * @param first the lowest address as an unsigned number
 * @param prefix how many leading bits are common to all, 8 to 32
 */
public record AddressRange(int first, int prefix) {

  private static final int BITS = 32;

  public AddressRange {
    if (prefix < 8 || prefix > BITS) {
      throw new IllegalArgumentException("prefix length " + prefix + " is not between 8 and 32");
    }
    if ((first & (size(prefix) - 1)) != 0) {
      throw new IllegalArgumentException(
          text(first) + "/" + prefix + " has bits behind its prefix");
    }
  }

  /** How many addresses there are, 1 to 16,777,216. */
  public int size() {
    return (int) size(prefix);
  }

  /**
   * An address of the range as a literal.
   *
   * @param index 0 to {@link #size} - 1
   */
  public String address(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(index);
    }
    return text(first + index);
  }

  /** Whether {@code literal} is an IPv4 address of the range. */
  public boolean contains(String literal) {
    if (literal.indexOf(':') >= 0
        || !Character.isDigit(literal.isEmpty() ? ' ' : literal.charAt(0))) {
      return false;
    }
    int parsed = 0;
    String[] parts = literal.split("\\.", -1);
    if (parts.length != Integer.BYTES || !Arrays.stream(parts).allMatch(AddressRange::isByte)) {
      return false;
    }
    for (String part : parts) {
      parsed = parsed << Byte.SIZE | Integer.parseInt(part);
    }
    return ((parsed ^ first) & -size(prefix)) == 0;
  }

  @Override
  public String toString() {
    return text(first) + "/" + prefix;
  }

  private static long size(int prefix) {
    return 1L << (BITS - prefix);
  }

  private static boolean isByte(String part) {
    return part.length() <= 3
        && !part.isEmpty()
        && part.chars().allMatch(Character::isDigit)
        && Integer.parseInt(part) <= 0xff;
  }

  private static String text(int address) {
    byte[] bytes = {
      (byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address
    };
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
