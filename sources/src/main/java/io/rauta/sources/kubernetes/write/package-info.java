/**
 * What this controller says in the API. Takes a {@link io.rauta.control.StatusReport}, the newest
 * objects that are known and whether this replica leads; hands on {@link
 * io.rauta.sources.kubernetes.write.StatusWriter}, which writes the differences.
 */
@NullMarked
package io.rauta.sources.kubernetes.write;

import org.jspecify.annotations.NullMarked;
