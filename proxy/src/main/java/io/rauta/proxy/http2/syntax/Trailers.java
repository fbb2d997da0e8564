package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.TrailerRules;

/** Judges header lists behind a body (RFC 9113 section 8.1). */
public final class Trailers {

  private Trailers() {}

  /**
   * Takes out of {@code list} what may not come behind a body; answers whether the list is good.
   */
  public static boolean accept(FieldList list) {
    if (list.isMalformed()
        || list.refusal() != null
        || list.hasPseudo()
        || ConnectionFields.anyIn(list.block())) {
      return false;
    }
    TrailerRules.clean(list.block());
    return true;
  }
}
