package io.rauta.config.tls;

import java.time.Instant;

/**
 * A certificate that we show and the key that belongs to it; both were found to be valid and to fit
 * each other.
 *
 * @param name where it comes from, for example {@code Secret/shop/cert}
 * @param certificates PEM blocks: our own certificate first, then those that lead to its issuer
 * @param key the private key
 * @param expires when the first of the certificates expires
 */
public record TlsIdentity(String name, String certificates, PrivateKeyText key, Instant expires) {}
