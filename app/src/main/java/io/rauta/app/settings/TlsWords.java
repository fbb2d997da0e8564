package io.rauta.app.settings;

import io.rauta.config.tls.TlsSettings;
import io.rauta.config.tls.TlsSettings.Version;
import java.util.List;
import java.util.Map;

/** What may be said about TLS: versions, ciphers and groups that are known to be safe. */
final class TlsWords {

  static final Map<Version, String> VERSIONS =
      Map.of(Version.TLS_1_2, "1.2", Version.TLS_1_3, "1.3");
  static final List<String> CIPHERS = TlsSettings.DEFAULT.ciphers();
  static final List<String> CURVES = List.of("X25519", "P-256", "P-384", "P-521");

  private TlsWords() {}
}
