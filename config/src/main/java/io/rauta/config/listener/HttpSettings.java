package io.rauta.config.listener;

/**
 * How one listener speaks HTTP.
 *
 * @param limits sizes and counts that are refused beyond
 * @param timeouts how long a client may take
 * @param trustedHops proxies in front of us whose {@code X-Forwarded-*} fields are believed, 0 or
 *     more; with 0 what clients send in them is dropped
 * @param upgrades which protocol upgrades are passed on
 * @param http2 how HTTP/2 is spoken
 */
public record HttpSettings(
    HttpLimits limits,
    HttpTimeouts timeouts,
    int trustedHops,
    Upgrades upgrades,
    Http2Settings http2) {

  public static final HttpSettings DEFAULT =
      new HttpSettings(
          HttpLimits.DEFAULT, HttpTimeouts.DEFAULT, 0, Upgrades.WEBSOCKET, Http2Settings.DEFAULT);

  public HttpSettings {
    if (trustedHops < 0) {
      throw new IllegalArgumentException("trustedHops " + trustedHops + " is negative");
    }
  }

  /** Which {@code Upgrade} requests become tunnels. */
  public enum Upgrades {
    /** None: every {@code Upgrade} is stripped. */
    NONE,
    /** {@code websocket} only. */
    WEBSOCKET
  }
}
