package io.rauta.proxy.http1.syntax;

import io.rauta.origins.vectors.Escapes;

/** Gives any bytes to the reader of requests as a chunked body; see {@code build/fuzz}. */
public final class FuzzChunks {

  private static final byte[] HEAD =
      Escapes.decode(
          "POST / HTTP/1.1\\r"
              + "\\n"
              + "Host: a\\r"
              + "\\n"
              + "TE: trailers\\r"
              + "\\n"
              + "Transfer-Encoding: chunked\\r"
              + "\\n"
              + "\\r"
              + "\\n");

  private FuzzChunks() {}

  /** Fails where the reader and the reference disagree. */
  public static void fuzzerTestOneInput(byte[] input) {
    Agreement.check(Agreement.withCanary(Mutator.joined(HEAD, input)), HEAD.length);
  }
}
