/**
 * Which request goes where: virtual hosts, rules in order of precedence, matches, actions and
 * timeouts.
 */
@NullMarked
package io.rauta.config.route;

import org.jspecify.annotations.NullMarked;
