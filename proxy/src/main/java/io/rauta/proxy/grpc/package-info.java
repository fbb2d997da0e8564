/**
 * Calls of gRPC (the protocol {@code PROTOCOL-HTTP2} of its project), which are requests of HTTP
 * whose outcome stands in a field {@code grpc-status}: takes the client's side of an exchange,
 * hands on one that ends every call with such a status, and reads how long a call may take.
 */
@NullMarked
package io.rauta.proxy.grpc;

import org.jspecify.annotations.NullMarked;
