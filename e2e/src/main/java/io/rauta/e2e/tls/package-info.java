/** TLS at the edge: certificates that change, connections that idle, processes that follow. */
@NullMarked
package io.rauta.e2e.tls;

import org.jspecify.annotations.NullMarked;
