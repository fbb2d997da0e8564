package io.rauta.proxy.tls;

import io.rauta.config.tls.PrivateKeyText;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Private keys as the JDK wants them; BoringSSL reads their text itself. */
final class PrivateKeys {

  private static final List<String> ALGORITHMS = List.of("RSA", "EC");

  private PrivateKeys() {}

  /**
   * The key of {@code text}.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static PrivateKey parse(PrivateKeyText text) {
    String base64 = text.pem().replaceAll("-----[^-]+-----", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    IllegalArgumentException failure =
        new IllegalArgumentException("the private key cannot be read");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }
}
