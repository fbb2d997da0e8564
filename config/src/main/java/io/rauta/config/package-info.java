/**
 * The contract between the control side and the data plane.
 *
 * <p>{@link io.rauta.config.ProxyConfig} is everything the data plane serves, as one immutable
 * value with structural equality; {@link io.rauta.config.DataPlane} takes it and answers with an
 * {@link io.rauta.config.ApplyReport}. Only records, sealed interfaces and enums live here: no
 * behaviour beyond validating what is constructed.
 */
@NullMarked
package io.rauta.config;

import org.jspecify.annotations.NullMarked;
