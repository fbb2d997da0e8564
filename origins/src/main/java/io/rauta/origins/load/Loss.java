package io.rauta.origins.load;

/** Why a request was not answered well. */
public enum Loss {
  /** The connect was refused or failed. */
  REFUSED,
  /** TLS was not agreed on, or broken. */
  HANDSHAKE,
  /** RST before the first byte of the answer. */
  RESET,
  /** FIN before the first byte of the answer. */
  EOF,
  /** The connection ended inside the answer. */
  CUT,
  /** The answer is not well-formed HTTP/1.1. */
  MALFORMED,
  /** Another status than 200. */
  STATUS,
  /** The answer to another request, or a body of another length than asked for. */
  WRONG_BODY,
  /** No whole answer in time. */
  TIMEOUT
}
