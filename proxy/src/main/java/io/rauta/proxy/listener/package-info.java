/**
 * Listening sockets and what is accepted from them: bound by every worker itself, handed over
 * between processes, drained.
 */
@NullMarked
package io.rauta.proxy.listener;

import org.jspecify.annotations.NullMarked;
