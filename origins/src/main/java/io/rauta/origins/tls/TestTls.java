package io.rauta.origins.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
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
      context.init(own.isPresent() ? keys(own.get()) : new KeyManager[0], trust(issuers), null);
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

  private static TrustManager[] trust(TestIssuer... issuers)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (TestIssuer issuer : issuers) {
      store.setCertificateEntry(
          issuer.certificate().getSubjectX500Principal().getName() + store.size(),
          issuer.certificate());
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
