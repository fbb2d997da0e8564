/**
 * Live upstreams: who belongs to them, who is asked next, and how many requests may be under way.
 * {@link io.rauta.proxy.cluster.Clusters} takes the upstreams of each configuration and keeps a
 * {@link io.rauta.proxy.cluster.Cluster} for each, found by its id and outliving configurations; a
 * cluster publishes an immutable {@link io.rauta.proxy.cluster.HostSet}, from which a worker's
 * {@link io.rauta.proxy.cluster.LoadBalancer} picks. Nothing here knows HTTP or a connection.
 */
@NullMarked
package io.rauta.proxy.cluster;

import org.jspecify.annotations.NullMarked;
