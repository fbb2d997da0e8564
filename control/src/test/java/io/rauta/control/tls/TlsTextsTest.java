package io.rauta.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.control.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsTextsTest {

  private static final Path FOLDER = Path.of("src/test/resources/tls");
  private static final ObjectKey KEY = new ObjectKey("shop", "cert");

  private final TlsTexts texts = new TlsTexts();

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "rsa, rsa-pkcs8",
    "rsa, rsa-pkcs1",
    "ec, ec-sec1",
    "ec, ec-pkcs8",
    "ec384, ec384-sec1",
  })
  void everyFormOfAKeyIsRead(String certificate, String key) throws IOException {
    KeyPair pair = usable(pair(text(certificate + ".crt"), text(key + ".key")));
    assertThat(pair.identity().name()).isEqualTo("Secret/shop/cert");
    assertThat(pair.identity().certificates()).isEqualTo(text(certificate + ".crt"));
    assertThat(pair.identity().key().pem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(pair.identity().expires()).isAfter(Instant.parse("2120-01-01T00:00:00Z"));
    assertThat(pair.begins()).isBefore(pair.identity().expires());
  }

  @Test
  void formsOfOneKeyAreTheSameKey() throws IOException {
    assertThat(usable(pair(text("rsa.crt"), text("rsa-pkcs1.key"))))
        .isEqualTo(usable(pair(text("rsa.crt"), text("rsa-pkcs8.key"))));
    assertThat(usable(pair(text("rsa.crt"), text("rsa-pkcs8.key"))).identity().key().pem())
        .isEqualTo(text("rsa-pkcs8.key"));
  }

  @Test
  void textAroundBlocksAndRepeatedCertificatesMeanNothing() throws IOException {
    String untidy = "subject=x\r\n" + text("ec.crt").replace("\n", "\r\n") + "\n" + text("ec.crt");
    assertThat(usable(pair(untidy, text("ec-sec1.key"))))
        .isEqualTo(usable(pair(text("ec.crt"), text("ec-sec1.key"))));
  }

  @Test
  void namesAreThoseOfTheFirstCertificate() throws IOException {
    assertThat(usable(pair(text("ec.crt"), text("ec-sec1.key"))).names())
        .containsExactly("www.example.com", "example.com");
    assertThat(usable(pair(text("ec384.crt"), text("ec384-sec1.key"))).names())
        .containsExactly("*.example.com");
  }

  @ParameterizedTest(name = "{1} for {0}: {2}")
  @CsvSource({
    "rsa, ec-sec1, holds a key that does not belong to the certificate",
    "rsa, ec-pkcs8, holds a key that cannot be read as one of type RSA",
    "ec, rsa-pkcs1, holds a key that does not belong to the certificate",
    "ec, other-ec, holds a key that does not belong to the certificate",
    "ec, ec384-sec1, holds a key that does not belong to the certificate",
    "rsa, rsa-encrypted, holds a key that is encrypted",
    "rsa, rsa-headers, 'holds a PEM block with headers, as encrypted keys have them'",
    "ed25519, ed25519, 'holds a certificate for a key of type EdDSA; RSA and EC (P-256, P-384,"
        + " P-521) are served'",
    "ec224, ec224, 'holds a certificate for a key of type EC; RSA and EC (P-256, P-384, P-521) are"
        + " served'",
  })
  void whatDoesNotFitIsRefused(String certificate, String key, String why) throws IOException {
    assertThat(pair(text(certificate + ".crt"), text(key + ".key")))
        .isEqualTo(new Reading.Unusable<>(why));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "no PEM at all, holds no PEM block CERTIFICATE",
    "'', holds no PEM block CERTIFICATE",
    "-----BEGIN CERTIFICATE-----, holds a PEM block that does not end",
    "-----BEGIN -----, holds the start of a PEM block that has no name",
    "-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----, holds a PEM block CERTIFICATE that is"
        + " not base64",
    "-----BEGIN CERTIFICATE-----MAA=-----END CERTIFICATE-----, holds a certificate that cannot be"
        + " read",
    "-----BEGIN PRIVATE KEY-----MAA=-----END PRIVATE KEY-----, holds no PEM block CERTIFICATE",
  })
  void brokenCertificatesAreRefused(String certificates, String why) throws IOException {
    assertThat(pair(certificates, text("rsa-pkcs8.key"))).isEqualTo(new Reading.Unusable<>(why));
  }

  @Test
  void aSecretWithoutTheEntriesIsRefused() {
    assertThat(texts.keyPair(KEY, new Secret()))
        .isEqualTo(new Reading.Unusable<>("has no entry tls.crt"));
    Secret secret = new Secret();
    secret.setData(Map.of("tls.crt", "***"));
    assertThat(texts.keyPair(KEY, secret))
        .isEqualTo(new Reading.Unusable<>("has an entry tls.crt that is not base64"));
  }

  @Test
  void plainAndCodedEntriesMeanTheSame() throws IOException {
    Secret plain = new Secret();
    plain.setStringData(Map.of("tls.crt", text("ec.crt"), "tls.key", text("ec-sec1.key")));
    assertThat(texts.keyPair(KEY, plain)).isEqualTo(pair(text("ec.crt"), text("ec-sec1.key")));
  }

  @Test
  void authoritiesAreAllCertificatesOfAConfigMap() throws IOException {
    ConfigMap map = new ConfigMap();
    map.setData(Map.of("ca.crt", text("ca.crt") + text("ec.crt")));
    assertThat(texts.authorities(map))
        .isEqualTo(new Reading.Usable<>(text("ca.crt") + text("ec.crt")));
    assertThat(texts.authorities(new ConfigMap()))
        .isEqualTo(new Reading.Unusable<>("has no entry ca.crt"));
  }

  @Test
  void isReadOnceForAsLongAsItIsAskedFor() throws IOException {
    Reading<KeyPair> first = pair(text("rsa.crt"), text("rsa-pkcs8.key"));
    texts.end();
    Reading<KeyPair> second = pair(text("rsa.crt"), text("rsa-pkcs8.key"));
    assertThat(second).isSameAs(first);
    texts.end();
    texts.end();
    assertThat(pair(text("rsa.crt"), text("rsa-pkcs8.key"))).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void nothingOfAKeyIsInAnyTextForm() throws IOException {
    String key = text("ec-sec1.key").lines().skip(4).findFirst().orElseThrow();
    Reading<KeyPair> read = pair(text("ec.crt"), text("ec-sec1.key"));
    assertThat(read.toString()).doesNotContain(key).doesNotContain("PRIVATE");
  }

  private Reading<KeyPair> pair(String certificates, String key) {
    Secret secret = new Secret();
    secret.setData(Map.of("tls.crt", base64(certificates), "tls.key", base64(key)));
    return texts.keyPair(KEY, secret);
  }

  private static KeyPair usable(Reading<KeyPair> reading) {
    return switch (reading) {
      case Reading.Usable<KeyPair>(KeyPair pair) -> pair;
      case Reading.Unusable<KeyPair>(String why) -> throw new AssertionError(why);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}
