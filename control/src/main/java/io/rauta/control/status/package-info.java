/**
 * Takes a {@code Topology} and the data plane's {@code ApplyReport}, hands on the {@code
 * StatusReport}. The only place that knows condition types and reasons.
 */
@NullMarked
package io.rauta.control.status;

import org.jspecify.annotations.NullMarked;
