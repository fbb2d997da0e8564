package io.rauta.proxy.tls;

import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.config.tls.UpstreamTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Who judges the certificates of peers. Chains are judged by the JDK (RFC 5280 section 6). */
final class Trust {

  private static final X509Certificate[] NOBODY = {};

  private Trust() {}

  /** Judges clients as {@code clients} says. */
  static PeerJudge of(ClientCertificates clients) {
    return switch (clients) {
      case ClientCertificates.NotAsked() -> new PeerJudge(NOBODY, Trust::refuse);
      case ClientCertificates.Required(TrustAnchors issuers) -> {
        X509TrustManager judge = judge(issuers);
        yield new PeerJudge(judge.getAcceptedIssuers(), judge::checkClientTrusted);
      }
      case ClientCertificates.Wished(TrustAnchors issuers) ->
          new PeerJudge(judge(issuers).getAcceptedIssuers(), (chain, kind) -> {});
    };
  }

  /** Judges backends as {@code tls} says. */
  static PeerJudge of(UpstreamTls tls) {
    X509TrustManager judge = judge(tls.anchors());
    PeerNames names = PeerNames.of(tls);
    return new PeerJudge(
        NOBODY,
        (chain, kind) -> {
          judge.checkServerTrusted(chain, kind);
          names.check(chain[0]);
        });
  }

  private static void refuse(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("no certificate was asked for");
  }

  private static X509TrustManager judge(TrustAnchors anchors) {
    return switch (anchors) {
      case TrustAnchors.OfSystem() -> OfSystem.JUDGE;
      case TrustAnchors.Listed(String pem) -> judge(Certificates.parse(pem));
    };
  }

  /** Every listed certificate is an anchor, whether it signed itself or not. */
  private static X509TrustManager judge(List<X509Certificate> anchors) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < anchors.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), anchors.get(i));
      }
      return judgeOf(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("an issuer cannot be used: " + e.getMessage(), e);
    }
  }

  private static X509TrustManager judgeOf(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return find(factory.getTrustManagers());
  }

  private static X509TrustManager find(TrustManager[] managers) {
    return Arrays.stream(managers)
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no judge of certificates"));
  }

  /** Those that the system trusts, read once. */
  private static final class OfSystem {
    static final X509TrustManager JUDGE = judge();

    private static X509TrustManager judge() {
      try {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return find(factory.getTrustManagers());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the system's issuers cannot be read", e);
      }
    }
  }
}
