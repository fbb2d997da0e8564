/** Our own API kinds, group {@code gateway.rauta.io}. */
@NullMarked
package io.rauta.control.api;

import org.jspecify.annotations.NullMarked;
