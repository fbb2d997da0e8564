/**
 * Proves on the built artefact what users rely on: the gateway as a process, backends as processes,
 * real signals and faults. {@link Suite} runs the {@link Cases} one after the other.
 */
@NullMarked
package io.rauta.e2e;

import org.jspecify.annotations.NullMarked;
