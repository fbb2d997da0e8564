package io.rauta.config.route;

import io.rauta.config.filter.PathRewrite;
import java.util.Optional;

/**
 * Where a client is sent instead of being served.
 *
 * @param status the status of the answer
 * @param scheme the new scheme; empty to keep that of the request
 * @param hostname the new host in lower case; empty to keep that of the request
 * @param port the new port, 1 to 65535; empty for the usual one of the new scheme, or if there is
 *     none, for the one the request came in through. Left out of the answer where it is the usual
 *     one of the scheme
 * @param path the new path; the query is kept
 */
public record Redirection(
    Status status,
    Optional<Scheme> scheme,
    Optional<String> hostname,
    Optional<Integer> port,
    PathRewrite path) {
  public Redirection {
    if (port.isPresent() && (port.get() < 1 || port.get() > 65_535)) {
      throw new IllegalArgumentException("port " + port.get() + " is not between 1 and 65535");
    }
  }

  /** How long the redirection holds, and with which method the client asks again. */
  public enum Status {
    MOVED_PERMANENTLY(301),
    FOUND(302),
    SEE_OTHER(303),
    TEMPORARY_REDIRECT(307),
    PERMANENT_REDIRECT(308);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** The status code. */
    public int code() {
      return code;
    }
  }

  /** What a client is asked to speak. */
  public enum Scheme {
    HTTP,
    HTTPS
  }
}
