/**
 * One request between its two streams: routing, filters, attempts, retries and deadlines, in the
 * order in which they happen. {@link io.rauta.proxy.forward.Exchange} is the sequence; each policy
 * is a class beside it.
 */
@NullMarked
package io.rauta.proxy.forward;

import org.jspecify.annotations.NullMarked;
