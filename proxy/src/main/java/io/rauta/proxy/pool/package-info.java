/**
 * Streams to hosts, reused or connected: one pool for each worker and host, so that nothing is
 * shared and nothing is locked. Knows protocols, not policies: who is asked, and whether again, is
 * decided by {@code forward}.
 */
@NullMarked
package io.rauta.proxy.pool;

import org.jspecify.annotations.NullMarked;
