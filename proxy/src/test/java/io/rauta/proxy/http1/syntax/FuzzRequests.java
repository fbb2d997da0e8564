package io.rauta.proxy.http1.syntax;

import java.util.Arrays;

/** Gives any bytes to the reader of requests, cut at two places; see {@code build/fuzz}. */
public final class FuzzRequests {

  private FuzzRequests() {}

  /** Fails where the reader and the reference disagree. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] bytes = Agreement.withCanary(input);
    int some = Math.floorMod(Arrays.hashCode(input), bytes.length - 2) + 1;
    Agreement.check(bytes, some);
    Agreement.check(bytes);
  }
}
