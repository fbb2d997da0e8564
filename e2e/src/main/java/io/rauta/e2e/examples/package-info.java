/** The case that runs what the comments of {@code examples/} show. */
@NullMarked
package io.rauta.e2e.examples;

import org.jspecify.annotations.NullMarked;
