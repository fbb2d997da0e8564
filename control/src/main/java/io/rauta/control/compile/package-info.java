/**
 * Takes a {@code Topology}, hands on the {@code ProxyConfig} that serves it: one host scope per
 * Gateway listener, virtual hosts and rules in order of precedence, a broken rule as an action that
 * fails.
 */
@NullMarked
package io.rauta.control.compile;

import org.jspecify.annotations.NullMarked;
