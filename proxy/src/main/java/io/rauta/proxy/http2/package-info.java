/**
 * Frames and flow control of HTTP/2 on both sides: Netty takes frames apart, what leaves is written
 * by {@link io.rauta.proxy.http2.FrameOutput} and {@link io.rauta.proxy.http2.DataOutput}.
 */
@NullMarked
package io.rauta.proxy.http2;

import org.jspecify.annotations.NullMarked;
