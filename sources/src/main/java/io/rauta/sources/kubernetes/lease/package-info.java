/**
 * Which one of several replicas writes. Takes the name of a Lease and requests to the API server;
 * hands on {@link io.rauta.sources.kubernetes.lease.Leadership}.
 */
@NullMarked
package io.rauta.sources.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
