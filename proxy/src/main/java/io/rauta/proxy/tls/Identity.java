package io.rauta.proxy.tls;

import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.OpenSslCredentialBuilder;
import io.netty.handler.ssl.PemPrivateKey;
import io.rauta.config.tls.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate of ours with its key, read once.
 *
 * @param config where it comes from
 * @param chain the certificate and those that lead to its issuer
 */
record Identity(TlsIdentity config, List<X509Certificate> chain) {

  private static final char[] NO_PASSWORD = {};

  /** Those whose signatures are cheap come first. */
  private static final Comparator<Identity> CHEAPEST_FIRST =
      Comparator.comparing(identity -> identity.leaf().getPublicKey().getAlgorithm().equals("RSA"));

  /** Reads {@code config}. */
  static Identity of(TlsIdentity config) {
    return new Identity(config, Certificates.parse(config.certificates()));
  }

  /** Reads {@code configs}, in the order in which they are preferred. */
  static List<Identity> of(List<TlsIdentity> configs) {
    return configs.stream().map(Identity::of).sorted(CHEAPEST_FIRST).toList();
  }

  /** Its own certificate. */
  X509Certificate leaf() {
    return chain.get(0);
  }

  /** As BoringSSL takes it. To be released by the caller. */
  OpenSslCredential credential() {
    PemPrivateKey key =
        PemPrivateKey.valueOf(config.key().pem().getBytes(StandardCharsets.US_ASCII));
    try {
      return OpenSslCredentialBuilder.forX509(key, chain.toArray(X509Certificate[]::new)).build();
    } finally {
      key.release();
    }
  }

  /** As the JDK takes several of them. */
  static KeyManagerFactory keyManagers(List<Identity> identities) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < identities.size(); i++) {
        Identity identity = identities.get(i);
        store.setKeyEntry(
            Integer.toString(i),
            PrivateKeys.parse(identity.config().key()),
            NO_PASSWORD,
            identity.chain().toArray(X509Certificate[]::new));
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("a certificate cannot be used: " + e.getMessage(), e);
    }
  }
}
