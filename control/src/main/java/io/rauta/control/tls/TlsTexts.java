package io.rauta.control.tls;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.config.tls.PrivateKeyText;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.control.ObjectKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the certificates and keys of Secrets and ConfigMaps. What a text holds is remembered for as
 * long as every translation asks for it, since reading one costs more than translating a route.
 *
 * <p>Owned by one thread.
 */
public final class TlsTexts {

  private static final String CERTIFICATES = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String AUTHORITIES = "ca.crt";

  private record Pair(ObjectKey secret, StoredText certificates, StoredText key) {}

  private Map<Pair, Reading<KeyPair>> pairs = Map.of();
  private Map<Pair, Reading<KeyPair>> nextPairs = new HashMap<>();
  private Map<StoredText, Reading<String>> authorities = Map.of();
  private Map<StoredText, Reading<String>> nextAuthorities = new HashMap<>();

  /** Ends a translation: what was not asked for since the last one is forgotten. */
  public void end() {
    pairs = nextPairs;
    nextPairs = HashMap.newHashMap(pairs.size());
    authorities = nextAuthorities;
    nextAuthorities = HashMap.newHashMap(authorities.size());
  }

  /** The certificate and key of a Secret. */
  public Reading<KeyPair> keyPair(ObjectKey key, Secret secret) {
    Pair pair = new Pair(key, StoredText.of(secret, CERTIFICATES), StoredText.of(secret, KEY));
    Reading<KeyPair> known = pairs.get(pair);
    if (known != null) {
      nextPairs.put(pair, known);
      return known;
    }
    return nextPairs.computeIfAbsent(pair, TlsTexts::read);
  }

  /** The certificates of a ConfigMap by which others are judged, as PEM text. */
  public Reading<String> authorities(ConfigMap map) {
    StoredText text = StoredText.of(map, AUTHORITIES);
    Reading<String> known = authorities.get(text);
    if (known != null) {
      nextAuthorities.put(text, known);
      return known;
    }
    return nextAuthorities.computeIfAbsent(text, TlsTexts::readAuthorities);
  }

  private static Reading<KeyPair> read(Pair pair) {
    try {
      List<X509Certificate> chain =
          Certificates.read(pair.certificates().decode(CERTIFICATES)).stream().distinct().toList();
      X509Certificate own = chain.getFirst();
      String key = PrivateKeys.read(pair.key().decode(KEY), own.getPublicKey());
      TlsIdentity identity =
          new TlsIdentity(
              "Secret/" + pair.secret(),
              Certificates.write(chain),
              new PrivateKeyText(key),
              chain.stream()
                  .map(each -> each.getNotAfter().toInstant())
                  .min(Comparator.naturalOrder())
                  .orElse(Instant.MAX));
      Instant begins =
          chain.stream()
              .map(each -> each.getNotBefore().toInstant())
              .max(Comparator.naturalOrder())
              .orElse(Instant.MIN);
      return new Reading.Usable<>(new KeyPair(identity, Certificates.dnsNames(own), begins));
    } catch (UnusableText e) {
      return new Reading.Unusable<>(e.why());
    }
  }

  private static Reading<String> readAuthorities(StoredText text) {
    try {
      return new Reading.Usable<>(Certificates.write(Certificates.read(text.decode(AUTHORITIES))));
    } catch (UnusableText e) {
      return new Reading.Unusable<>(e.why());
    }
  }
}
