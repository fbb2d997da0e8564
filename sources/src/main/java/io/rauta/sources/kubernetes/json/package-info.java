/**
 * How the model classes of an API server are read from JSON and written as such: {@link
 * io.rauta.sources.kubernetes.json.ModelJson}.
 */
@NullMarked
package io.rauta.sources.kubernetes.json;

import org.jspecify.annotations.NullMarked;
