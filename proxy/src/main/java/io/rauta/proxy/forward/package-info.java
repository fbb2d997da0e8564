/**
 * One request between its two streams: routing, filters, attempts, retries and deadlines, in the
 * order in which they happen. {@link io.rauta.proxy.forward.Exchange} is the sequence, {@link
 * io.rauta.proxy.forward.Attempts} its one loop; each policy is a class beside them.
 */
@NullMarked
package io.rauta.proxy.forward;

import org.jspecify.annotations.NullMarked;
