/**
 * The closed list of request and response features: {@link io.rauta.config.filter.FilterConfig}.
 */
@NullMarked
package io.rauta.config.filter;

import org.jspecify.annotations.NullMarked;
