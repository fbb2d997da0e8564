/**
 * Connections that speak HTTP/1.1, both sides: what is read goes through {@link
 * io.rauta.proxy.http1.syntax} to the taker of a request or a response, what is sent is framed
 * anew; deadlines, endings and reuse are decided here. {@link
 * io.rauta.proxy.http1.Http1ServerConnection} stands towards clients, {@link
 * io.rauta.proxy.http1.Http1ClientConnection} towards backends.
 */
@NullMarked
package io.rauta.proxy.http1;

import org.jspecify.annotations.NullMarked;
