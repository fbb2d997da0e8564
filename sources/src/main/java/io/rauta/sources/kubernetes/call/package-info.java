/**
 * Single requests to an API server. Takes a client of the connection; hands on {@link
 * io.rauta.sources.kubernetes.call.ApiCalls}, which sends an {@link
 * io.rauta.sources.kubernetes.call.ApiCall} and tells its {@link
 * io.rauta.sources.kubernetes.call.ApiAnswer}.
 */
@NullMarked
package io.rauta.sources.kubernetes.call;

import org.jspecify.annotations.NullMarked;
