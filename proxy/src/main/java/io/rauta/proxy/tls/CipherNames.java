package io.rauta.proxy.tls;

import io.rauta.config.tls.TlsSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Versions and cipher suites in the words of each provider. */
final class CipherNames {

  private static final List<String> OF_TLS_1_3 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
  private static final String POLY1305 = "POLY1305";

  private static final Map<String, String> JDK_GROUPS =
      Map.of("X25519", "x25519", "P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  private CipherNames() {}

  static String[] protocols(TlsSettings settings) {
    return switch (settings.oldest()) {
      case TLS_1_2 -> new String[] {"TLSv1.3", "TLSv1.2"};
      case TLS_1_3 -> new String[] {"TLSv1.3"};
    };
  }

  static List<String> openSsl(TlsSettings settings) {
    return Stream.concat(OF_TLS_1_3.stream(), settings.ciphers().stream()).toList();
  }

  static List<String> jdk(TlsSettings settings) {
    return Stream.concat(OF_TLS_1_3.stream(), settings.ciphers().stream().map(CipherNames::jdk))
        .toList();
  }

  static String[] jdkGroups(TlsSettings settings) {
    return settings.curves().stream()
        .map(curve -> JDK_GROUPS.getOrDefault(curve, curve))
        .toArray(String[]::new);
  }

  /** {@code ECDHE-RSA-AES128-GCM-SHA256} is {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}. */
  private static String jdk(String openSsl) {
    String name =
        openSsl
            .replaceFirst("^(ECDHE)-(ECDSA|RSA)-", "TLS_$1_$2_WITH_")
            .replace("AES128", "AES_128")
            .replace("AES256", "AES_256")
            .replace('-', '_');
    return name.endsWith(POLY1305) ? name + "_SHA256" : name;
  }
}
