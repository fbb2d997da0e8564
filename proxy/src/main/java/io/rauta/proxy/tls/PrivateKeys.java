package io.rauta.proxy.tls;

import io.rauta.config.tls.PrivateKeyText;
import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Private keys as the JDK wants them, which reads PKCS#8 only: the older forms are wrapped into it
 * (RFC 5208 section 5). BoringSSL reads all forms itself.
 */
final class PrivateKeys {

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final byte[] VERSION = {2, 1, 0};

  /** The algorithm rsaEncryption with its empty parameters (RFC 8017 appendix A.1). */
  private static final byte[] RSA = {
    0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /** The algorithm id-ecPublicKey (RFC 5480 section 2.1.1), whose parameter is a curve. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeys() {}

  /**
   * The key of {@code text}.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static PrivateKey parse(PrivateKeyText text) {
    String pem = text.pem();
    byte[] der = der(pem);
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8(pem, der));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
        continue;
      }
    }
    throw new IllegalArgumentException("the private key cannot be read");
  }

  private static byte[] der(String pem) {
    int start = pem.indexOf("-----\n", pem.indexOf("-----BEGIN ") + 5);
    int end = pem.indexOf("-----END ");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("the private key is not PEM");
    }
    return Base64.getMimeDecoder().decode(pem.substring(start + 6, end));
  }

  private static byte[] pkcs8(String pem, byte[] der) {
    if (pem.contains("-----BEGIN RSA PRIVATE KEY-----")) {
      return element(SEQUENCE, VERSION, RSA, element(OCTETS, der));
    }
    if (pem.contains("-----BEGIN EC PRIVATE KEY-----")) {
      return element(SEQUENCE, VERSION, element(SEQUENCE, EC, curve(der)), element(OCTETS, der));
    }
    return der;
  }

  /** The curve that an EC key names in its parameters (RFC 5915 section 3). */
  private static byte[] curve(byte[] der) {
    int at = content(der, 0);
    while (at < der.length) {
      int content = content(der, at);
      int end = content + length(der, at);
      if ((der[at] & 0xff) == PARAMETERS) {
        return Arrays.copyOfRange(der, content, end);
      }
      at = end;
    }
    throw new IllegalArgumentException("the private key does not name its curve");
  }

  private static int content(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
    out.write(tag);
    if (length >= 0x80) {
      out.write(0x82);
      out.write(length >>> 8);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
