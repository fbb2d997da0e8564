/**
 * What was served last, on disk, so that a start needs no API server: {@link
 * io.rauta.sources.kubernetes.snapshot.SavedResources} writes and reads it.
 */
@NullMarked
package io.rauta.sources.kubernetes.snapshot;

import org.jspecify.annotations.NullMarked;
