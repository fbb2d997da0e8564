package io.rauta.config.tls;

/** Whose certificates are believed. */
public sealed interface TrustAnchors {

  /** Those that the system trusts. */
  record OfSystem() implements TrustAnchors {}

  /**
   * The listed ones. Each is an anchor of its own: a chain may end at any of them, whether it
   * signed itself or not.
   *
   * @param certificates PEM blocks, one or more
   */
  record Listed(String certificates) implements TrustAnchors {}
}
