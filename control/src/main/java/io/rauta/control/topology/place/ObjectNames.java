package io.rauta.control.topology.place;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names made from those of Gateways, which may have 253 characters and dots, where the API allows
 * 63 characters only. What has to be changed gets a hash of the whole name, so that no two names
 * become one.
 */
final class ObjectNames {

  private static final int LONGEST = 63;
  private static final int HASH_BYTES = 5;
  private static final String PREFIX = "rauta-";

  private ObjectNames() {}

  /**
   * The name of the object that stands in the API for a Gateway. It begins with a word of ours, so
   * that a Service of the Gateway's own name may stand beside it, and with a letter.
   */
  static String object(String gateway) {
    return fitting(PREFIX, gateway, gateway.replace('.', '-'));
  }

  /** The name as the value of a label, which may have dots. */
  static String label(String name) {
    return fitting("", name, name);
  }

  private static String fitting(String prefix, String name, String written) {
    String plain = prefix + written;
    if (plain.length() <= LONGEST && written.equals(name)) {
      return plain;
    }
    int room = LONGEST - 1 - 2 * HASH_BYTES;
    return plain.substring(0, Math.min(plain.length(), room)) + "-" + hash(name);
  }

  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
