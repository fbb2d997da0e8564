/** One upstream: its endpoints, protocol, balancing, connection settings and limits. */
@NullMarked
package io.rauta.config.cluster;

import org.jspecify.annotations.NullMarked;
