/**
 * What routes ask to be done to requests and responses: {@link
 * io.rauta.control.filter.FilterReader} takes the filters of a rule or of one of its backend
 * references as the API has them, and hands on {@link io.rauta.control.filter.RouteFilters}, as the
 * data plane is told. What cannot be understood is a {@code Problem}.
 */
@NullMarked
package io.rauta.control.filter;

import org.jspecify.annotations.NullMarked;
