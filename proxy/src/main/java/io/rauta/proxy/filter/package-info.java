/**
 * What is done to a request on its way and to its response on the way back. {@link
 * io.rauta.proxy.filter.FilterChain} takes the filters of a rule or of a destination and applies
 * them to heads.
 */
@NullMarked
package io.rauta.proxy.filter;

import org.jspecify.annotations.NullMarked;
