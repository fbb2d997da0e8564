package io.rauta.proxy.forward;

import io.rauta.config.route.Mirror;
import io.rauta.proxy.cluster.Cluster;

/**
 * A mirror compiled for serving. Immutable, shared by all workers, compared by identity: each
 * worker keeps a {@link MirrorCells} for it.
 */
public final class MirrorTarget {

  private final Cluster cluster;
  private final int numerator;
  private final int denominator;
  private final boolean withholdsCredentials;

  /** Copies are sent to {@code cluster}, which is the one that {@code mirror} names. */
  public MirrorTarget(Mirror mirror, Cluster cluster) {
    this.cluster = cluster;
    this.numerator = mirror.numerator();
    this.denominator = mirror.denominator();
    this.withholdsCredentials = mirror.credentials() == Mirror.Credentials.WITHHELD;
  }

  Cluster cluster() {
    return cluster;
  }

  int numerator() {
    return numerator;
  }

  int denominator() {
    return denominator;
  }

  boolean withholdsCredentials() {
    return withholdsCredentials;
  }
}
