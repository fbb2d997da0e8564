package io.rauta.proxy.http1.syntax;

import io.rauta.config.listener.HttpLimits;

/**
 * Sizes beyond which a head is refused.
 *
 * @param startLine bytes of the first line
 * @param field bytes of a field line
 * @param section bytes of all field lines, each counted with 32 more
 * @param count number of fields
 */
record HeadLimits(int startLine, int field, int section, int count) {

  static HeadLimits of(HttpLimits limits) {
    return new HeadLimits(
        limits.requestLine(), limits.field(), limits.fieldSection(), limits.fieldCount());
  }
}
