/**
 * How results are written: records as JSON by {@link io.rauta.app.output.Json}, text with colours
 * by {@link io.rauta.app.output.Style}, both without the values of header fields that carry
 * credentials.
 */
@NullMarked
package io.rauta.app.output;

import org.jspecify.annotations.NullMarked;
