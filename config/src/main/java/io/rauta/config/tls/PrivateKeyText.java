package io.rauta.config.tls;

/**
 * A private key as text. It is never shown: its text form says only that there is one.
 *
 * @param pem one PEM block of PKCS#8
 */
public record PrivateKeyText(String pem) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
