package io.rauta.control.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;

/**
 * Private keys in PEM text: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) and SEC 1 (RFC 5915). All are
 * brought into the form of PKCS#8, for which only the certificate's algorithm has to be written in
 * front of a key of one of the older forms.
 */
final class PrivateKeys {

  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String NOT_ITS_KEY = "holds a key that does not belong to the certificate";
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final Set<Integer> CURVES = Set.of(256, 384, 521);
  private static final byte[] PROBE = "does it fit?".getBytes(StandardCharsets.US_ASCII);

  private PrivateKeys() {}

  /** The key of {@code text}, which belongs to {@code certified}, as PEM text of PKCS#8. */
  static String read(String text, PublicKey certified) throws UnusableText {
    PrivateKey key = key(block(Pem.blocks(text)), certified);
    if (!fits(key, certified)) {
      throw new UnusableText(NOT_ITS_KEY);
    }
    return Pem.write(PKCS8, key.getEncoded());
  }

  private static Pem.Block block(List<Pem.Block> blocks) throws UnusableText {
    for (Pem.Block block : blocks) {
      switch (block.label()) {
        case PKCS8, PKCS1, SEC1 -> {
          return block;
        }
        case ENCRYPTED -> throw new UnusableText("holds a key that is encrypted");
        default -> {}
      }
    }
    throw new UnusableText("holds no PEM block " + PKCS8 + ", " + PKCS1 + " or " + SEC1);
  }

  private static PrivateKey key(Pem.Block block, PublicKey certified) throws UnusableText {
    String algorithm =
        switch (certified) {
          case RSAPublicKey rsa when rsa.getAlgorithm().equals("RSA") -> "RSA";
          case ECPublicKey ec when CURVES.contains(ec.getParams().getOrder().bitLength()) -> "EC";
          default ->
              throw new UnusableText(
                  "holds a certificate for a key of type "
                      + certified.getAlgorithm()
                      + "; RSA and EC (P-256, P-384, P-521) are served");
        };
    String form = algorithm.equals("RSA") ? PKCS1 : SEC1;
    if (!block.label().equals(PKCS8) && !block.label().equals(form)) {
      throw new UnusableText(NOT_ITS_KEY);
    }
    byte[] pkcs8 =
        block.label().equals(PKCS8)
            ? block.der()
            : Der.sequence(VERSION_0, Der.firstOf(certified.getEncoded()), Der.octets(block.der()));
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new UnusableText("holds a key that cannot be read as one of type " + algorithm);
    }
  }

  /** Whether both are halves of one pair; the message that is signed does not matter. */
  private static boolean fits(PrivateKey key, PublicKey certified) {
    if (certified instanceof RSAPublicKey open) {
      return key instanceof RSAPrivateKey secret && secret.getModulus().equals(open.getModulus());
    }
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
