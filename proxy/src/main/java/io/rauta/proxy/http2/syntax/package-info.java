/**
 * The grammar of HTTP/2 messages on both sides: header lists in and out of HPACK, and what makes a
 * message malformed. Netty decompresses; what its own checks let through is refused here. Knows no
 * connection.
 */
@NullMarked
package io.rauta.proxy.http2.syntax;

import org.jspecify.annotations.NullMarked;
