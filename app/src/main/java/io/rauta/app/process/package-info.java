/**
 * The life of a serving process. {@link io.rauta.app.process.Gateway} wires source, control loop,
 * data plane and admin endpoint; {@link io.rauta.app.process.SignalledRun} runs one until a signal
 * stops it and says how it ended.
 */
@NullMarked
package io.rauta.app.process;

import org.jspecify.annotations.NullMarked;
