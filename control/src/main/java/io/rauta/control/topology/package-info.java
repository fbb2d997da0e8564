/**
 * What the API objects mean together: {@link io.rauta.control.topology.Topology}, an immutable
 * graph of Gateways, listeners, routes and backends in which references are resolved and everything
 * that is wrong is a {@code Problem} on the node it concerns. Says nothing in the words of API
 * conditions.
 */
@NullMarked
package io.rauta.control.topology;

import org.jspecify.annotations.NullMarked;
