package io.rauta.origins.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts of the JDK for test clients and origins. */
public final class TestTls {

  private static final char[] NO_PASSWORD = {};

  private TestTls() {}

  /** Shows {@code own}, where there is one, and believes {@code issuers}. */
  public static SSLContext context(Optional<TestIdentity> own, TestIssuer... issuers) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own.isPresent() ? keys(own.get()) : new KeyManager[0],
          trust(certificates(issuers)),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Believes those whose certificates are in {@code pem}. */
  public static SSLContext believing(String pem) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      List<X509Certificate> issuers =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      context.init(new KeyManager[0], trust(issuers), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keys(TestIdentity own) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry("own", own.key(), NO_PASSWORD, own.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static List<X509Certificate> certificates(TestIssuer... issuers) {
    return Arrays.stream(issuers).map(TestIssuer::certificate).toList();
  }

  private static TrustManager[] trust(List<X509Certificate> issuers)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (X509Certificate issuer : issuers) {
      store.setCertificateEntry(issuer.getSubjectX500Principal().getName() + store.size(), issuer);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
