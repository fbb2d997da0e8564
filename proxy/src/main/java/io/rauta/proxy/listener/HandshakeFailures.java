package io.rauta.proxy.listener;

import io.rauta.proxy.observe.HandshakeOutcome;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by what the TLS library says why a handshake failed. */
final class HandshakeFailures {

  private static final String ALERT_OF_CLIENT = "alert";
  private static final String NO_CERTIFICATE = "certificate";

  private HandshakeFailures() {}

  static HandshakeOutcome outcome(@Nullable Throwable failure) {
    HandshakeOutcome outcome = HandshakeOutcome.FAILED;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException) {
        return HandshakeOutcome.CLIENT_GONE;
      }
      if (cause instanceof CertificateException) {
        return HandshakeOutcome.CLIENT_CERTIFICATE;
      }
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains(ALERT_OF_CLIENT)) {
        return HandshakeOutcome.REFUSED_BY_CLIENT;
      }
      if (text.contains(NO_CERTIFICATE)) {
        outcome = HandshakeOutcome.CLIENT_CERTIFICATE;
      }
    }
    return outcome;
  }
}
