/**
 * What is measured, as text for Prometheus. {@link io.rauta.app.metrics.MetricsText} takes the
 * families of the data plane, of the control side and of the process.
 */
@NullMarked
package io.rauta.app.metrics;

import org.jspecify.annotations.NullMarked;
