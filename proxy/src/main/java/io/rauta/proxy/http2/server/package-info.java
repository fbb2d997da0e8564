/**
 * Clients' connections over HTTP/2: {@link io.rauta.proxy.http2.server.Http2ServerConnection} is
 * told by channel and clock, {@code ServerFrames} by frames; each stream has a half that takes its
 * request and one that answers it, and an exchange of its own.
 */
@NullMarked
package io.rauta.proxy.http2.server;

import org.jspecify.annotations.NullMarked;
