/**
 * HTTP/2 frame by frame, for scripted origins and raw clients: {@link io.rauta.origins.h2.Frame}
 * and {@link io.rauta.origins.h2.Hpack} say what is on the wire, {@link
 * io.rauta.origins.h2.Http2Wire} is one side of a connection. Nothing here keeps to the rules of
 * the protocol unless the script does.
 */
@NullMarked
package io.rauta.origins.h2;

import org.jspecify.annotations.NullMarked;
