/**
 * The HTTP/1.1 codec, both sides: a strict incremental parser on bytes, chunked framing, and the
 * two connections. Everything that RFC 9112 lets a sender do and an attacker use is decided here.
 */
@NullMarked
package io.rauta.proxy.http1;

import org.jspecify.annotations.NullMarked;
