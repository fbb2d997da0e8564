package io.rauta.proxy.forward;

/** Where the answer of an exchange stands. */
enum Phase {
  /** No request. */
  NONE,
  /** No byte of an answer has been sent. */
  WAITING,
  /** The answer's head has been sent. */
  ANSWERING,
  /** The protocol was switched: bytes are relayed both ways. */
  TUNNEL
}
