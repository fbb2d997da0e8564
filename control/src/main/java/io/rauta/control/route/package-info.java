/**
 * Routes as their objects have them, whatever their kind: takes HTTPRoutes and GRPCRoutes, hands on
 * {@link io.rauta.control.route.GivenRoute}, whose rules are read by one reader, and turns their
 * matches into those of the data plane.
 */
@NullMarked
package io.rauta.control.route;

import org.jspecify.annotations.NullMarked;
