/**
 * Test vectors: messages as bytes with what has to come of them, read from small text files under
 * {@code vectors/}. See {@link io.rauta.proxy.vectors.VectorFile} for the form.
 */
@NullMarked
package io.rauta.proxy.vectors;

import org.jspecify.annotations.NullMarked;
