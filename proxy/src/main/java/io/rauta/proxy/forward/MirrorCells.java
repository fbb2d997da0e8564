package io.rauta.proxy.forward;

import java.util.random.RandomGenerator;

/**
 * One worker's account of one mirror: which requests are copied, and how many copies are under way.
 *
 * <p>Owned by one event loop. The share is exact over any run of requests but for less than one, by
 * carrying over what was not copied yet.
 */
final class MirrorCells {

  /** Copies under way beyond which none is sent, so that a dead mirror holds few connections. */
  private static final int MOST = 256;

  private final MirrorTarget target;
  private long owed;
  private int underWay;

  MirrorCells(MirrorTarget target, RandomGenerator random) {
    this.target = target;
    this.owed = random.nextInt(target.denominator());
  }

  /** Whether the next request is copied. */
  boolean takesNext() {
    owed += target.numerator();
    if (owed < target.denominator()) {
      return false;
    }
    owed -= target.denominator();
    return true;
  }

  /** Asks for a place; {@link #ended} is called once for each that was granted. */
  boolean tryBegin() {
    if (underWay >= MOST || !target.cluster().tryAdmit()) {
      return false;
    }
    underWay++;
    return true;
  }

  void ended() {
    underWay--;
    target.cluster().release();
  }
}
