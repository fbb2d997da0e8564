/**
 * What an API server holds, kept up to date: one watch per kind, and a store of what it has seen.
 * Takes a client; hands on {@link io.rauta.control.Resources} whenever something that matters has
 * changed, and to whoever writes status the newest objects, {@link
 * io.rauta.sources.kubernetes.watch.KnownObjects}.
 */
@NullMarked
package io.rauta.sources.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
