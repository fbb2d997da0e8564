/**
 * Who of the replicas writes. Takes a Lease of the API server and says through {@link
 * io.rauta.sources.kubernetes.lease.Leadership} whether it is held.
 */
@NullMarked
package io.rauta.sources.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
