/**
 * An API server as source of objects and place for their status. {@link
 * io.rauta.sources.kubernetes.ClusterConnection} is what the outside gets: a {@link
 * io.rauta.control.ResourceSource} of what is watched, and the {@link io.rauta.control.StatusSink}
 * that writes when this process leads. Nothing here is loaded where objects come from files.
 */
@NullMarked
package io.rauta.sources.kubernetes;

import org.jspecify.annotations.NullMarked;
