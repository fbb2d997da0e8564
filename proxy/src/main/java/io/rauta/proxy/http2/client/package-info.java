/**
 * Connections to backends over HTTP/2. {@link io.rauta.proxy.http2.client.Http2ClientConnection}
 * carries many requests at once, each an {@link io.rauta.proxy.http.UpstreamStream} that it opens;
 * who keeps connections is told when they become ready, have room, or come to their end.
 */
@NullMarked
package io.rauta.proxy.http2.client;

import org.jspecify.annotations.NullMarked;
