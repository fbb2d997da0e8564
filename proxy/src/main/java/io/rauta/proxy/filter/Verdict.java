package io.rauta.proxy.filter;

import io.rauta.proxy.http.LocalReply;

/** What the filters of a rule or of a destination came to for one request. */
public sealed interface Verdict {

  /** The request goes on. */
  record Continue() implements Verdict {
    static final Continue INSTANCE = new Continue();
  }

  /**
   * The gateway answers itself.
   *
   * @param reply the answer, which still goes through the filters on its way back
   */
  record Reply(LocalReply reply) implements Verdict {}
}
