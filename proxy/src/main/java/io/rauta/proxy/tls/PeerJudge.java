package io.rauta.proxy.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the certificates of one kind of peer, in the form that TLS engines want: by one rule,
 * whichever of their questions they ask. Thread-safe.
 */
final class PeerJudge extends X509ExtendedTrustManager {

  /** Refuses a chain by throwing. */
  interface Rule {
    void check(X509Certificate[] chain, String kind) throws CertificateException;
  }

  private final X509Certificate[] issuers;
  private final Rule rule;

  /**
   * @param issuers who is named to peers that are asked for a certificate
   */
  PeerJudge(X509Certificate[] issuers, Rule rule) {
    this.issuers = issuers.clone();
    this.rule = rule;
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.clone();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    rule.check(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    rule.check(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    rule.check(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    rule.check(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    rule.check(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    rule.check(chain, kind);
  }
}
