/**
 * Faults beside an API server: it is away, leaders die, objects are broken, grants are withdrawn.
 */
@NullMarked
package io.rauta.e2e.faults;

import org.jspecify.annotations.NullMarked;
