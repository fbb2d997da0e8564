/**
 * Takes {@code Resources}, hands on a {@code Topology}: reads each kind of object, attaches routes
 * to listeners, resolves references and grants, and settles which listener has a port.
 */
@NullMarked
package io.rauta.control.topology.build;

import org.jspecify.annotations.NullMarked;
