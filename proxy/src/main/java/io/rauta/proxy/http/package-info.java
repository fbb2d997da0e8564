/**
 * The vocabulary that all HTTP versions share: heads as bytes with an index, the two streams that
 * an exchange mediates between, and the closed list of answers that the gateway gives itself.
 * Codecs produce it, routing and forwarding consume it; nothing here knows a wire format or a
 * socket.
 */
@NullMarked
package io.rauta.proxy.http;

import org.jspecify.annotations.NullMarked;
