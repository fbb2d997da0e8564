package io.rauta.proxy.observe;

/** How the TLS handshake of a client ended. */
public enum HandshakeOutcome {
  /** Everything was agreed on anew. */
  FULL,
  /** A session from before was resumed. */
  RESUMED,
  /** It took too long. */
  TIMEOUT,
  /** More handshakes were under way than allowed. */
  LIMIT,
  /** No listener has the name that the client asked for. */
  UNKNOWN_NAME,
  /** The client offers no version of HTTP that is served. */
  NO_PROTOCOL,
  /** The client's certificate is missing or not believed. */
  CLIENT_CERTIFICATE,
  /** The client said that it does not go on, for instance for not believing us. */
  REFUSED_BY_CLIENT,
  /** The client left without a word. */
  CLIENT_GONE,
  /** What the client sent is not TLS. */
  NOT_TLS,
  /** Nothing could be agreed on, or the client broke the rules. */
  FAILED
}
