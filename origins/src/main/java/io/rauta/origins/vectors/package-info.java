/**
 * Threat vectors: bytes that a client or a backend sends, and what has to come of them. {@link
 * io.rauta.origins.vectors.VectorFile} reads them from small text files, {@link
 * io.rauta.origins.vectors.VectorRun} plays them against any proxy in front of a {@link
 * io.rauta.origins.vectors.VectorOrigin}, and {@link io.rauta.origins.vectors.VectorMain} does so
 * from the command line.
 */
@NullMarked
package io.rauta.origins.vectors;

import org.jspecify.annotations.NullMarked;
