/**
 * Where each Gateway is served: takes the Gateways as they were read and what the API shows of
 * places given out before, hands on a {@code Placement} for each and the object that has to stand
 * in the API for it.
 */
@NullMarked
package io.rauta.control.topology.place;

import org.jspecify.annotations.NullMarked;
