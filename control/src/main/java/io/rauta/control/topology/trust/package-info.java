/**
 * Who may refer to what across namespaces, and what references to certificates, keys and
 * authorities lead to. Hands values of the graph to its builder.
 */
@NullMarked
package io.rauta.control.topology.trust;

import org.jspecify.annotations.NullMarked;
