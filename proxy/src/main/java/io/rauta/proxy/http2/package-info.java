/**
 * HTTP/2 on both sides: Netty frames and compresses, the streams are ours. A stream is valid by our
 * own rules before anything else of the gateway sees it.
 */
@NullMarked
package io.rauta.proxy.http2;

import org.jspecify.annotations.NullMarked;
