/**
 * The harness of whole-process tests. {@link io.rauta.testkit.RunningGateway} takes YAML, starts
 * the process's parts in this JVM and hands out clients; {@link io.rauta.testkit.BufferLeaks} says
 * which buffers were never released.
 */
@NullMarked
package io.rauta.testkit;

import org.jspecify.annotations.NullMarked;
