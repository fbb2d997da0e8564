package io.rauta.proxy.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.SslProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose implementation of TLS is used. */
public enum TlsProvider {
  /** BoringSSL, which comes with the distribution for Linux on x86-64 and AArch64. */
  BORINGSSL("BoringSSL", SslProvider.OPENSSL_REFCNT),
  /** The JDK's own: everywhere, slower. */
  JDK("JDK", SslProvider.JDK);

  private static final Logger LOG = LoggerFactory.getLogger(TlsProvider.class);

  private final String text;
  private final SslProvider netty;

  TlsProvider(String text, SslProvider netty) {
    this.text = text;
    this.netty = netty;
  }

  /** The best that works here. Loads a native library when asked for the first time. */
  public static TlsProvider best() {
    return Holder.BEST;
  }

  SslProvider netty() {
    return netty;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Finds out once, and not before TLS is needed. */
  private static final class Holder {
    static final TlsProvider BEST = find();

    private static TlsProvider find() {
      if (OpenSsl.isAvailable() && OpenSslCredential.isAvailable()) {
        return BORINGSSL;
      }
      LOG.warn("tls={} because BoringSSL cannot be loaded: {}", JDK, reason());
      return JDK;
    }

    private static String reason() {
      Throwable cause = OpenSsl.unavailabilityCause();
      return cause == null ? "it has no credentials" : String.valueOf(cause.getMessage());
    }
  }
}
