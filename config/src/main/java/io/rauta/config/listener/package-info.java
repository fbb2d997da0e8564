/**
 * What is bound: one {@link io.rauta.config.listener.ListenerConfig} per address and port, with its
 * limits and the Gateway listeners that share it.
 */
@NullMarked
package io.rauta.config.listener;

import org.jspecify.annotations.NullMarked;
