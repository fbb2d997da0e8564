/**
 * Microbenchmarks of what every request passes: the head parser, the route table and header edits.
 * Run with {@code bench/jmh/run}.
 */
@NullMarked
package io.rauta.jmh;

import org.jspecify.annotations.NullMarked;
