/**
 * The grammar of HTTP/1.1 messages and what their fields mean for framing and for the connection:
 * everything that RFC 9112 lets a sender do and an attacker use is decided here. Takes bytes as
 * they arrive; {@link io.rauta.proxy.http1.syntax.RequestReader} and {@link
 * io.rauta.proxy.http1.syntax.ResponseReader} hand on judged heads and the data of bodies. Writes
 * nothing, and knows no connection and no time.
 */
@NullMarked
package io.rauta.proxy.http1.syntax;

import org.jspecify.annotations.NullMarked;
