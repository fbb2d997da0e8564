/**
 * TLS on both sides: contexts made from configuration, the choice of a certificate by SNI, and
 * handshakes with their limits. Knows nothing of HTTP but the names that ALPN offers.
 */
@NullMarked
package io.rauta.proxy.tls;

import org.jspecify.annotations.NullMarked;
