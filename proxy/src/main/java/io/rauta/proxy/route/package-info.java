/**
 * Which rule serves a request. {@link io.rauta.proxy.route.RouteTable} takes the host scopes of one
 * listener and a function that compiles a rule, and hands on the compiled form of the first rule
 * that accepts a request head, or with a {@link io.rauta.proxy.route.RouteTrace} tells how it came
 * to that. {@link io.rauta.proxy.route.WeightedCycle} shares the requests of a rule among its
 * destinations.
 */
@NullMarked
package io.rauta.proxy.route;

import org.jspecify.annotations.NullMarked;
