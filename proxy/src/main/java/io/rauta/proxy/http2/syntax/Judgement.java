package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.LocalReply;

/** What the rules say about a message. */
public sealed interface Judgement {

  /** It goes on. */
  enum Good implements Judgement {
    INSTANCE
  }

  /** It is malformed (RFC 9113 section 8.1.1): its stream is reset with PROTOCOL_ERROR. */
  enum Malformed implements Judgement {
    INSTANCE
  }

  /**
   * It is answered by the gateway.
   *
   * @param reply how
   */
  record Refused(LocalReply reply) implements Judgement {}
}
