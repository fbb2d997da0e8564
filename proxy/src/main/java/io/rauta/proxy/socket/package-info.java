/**
 * What connections of every HTTP version do with their sockets on both sides: when they read, how
 * they judge a peer's progress, how they end.
 */
@NullMarked
package io.rauta.proxy.socket;

import org.jspecify.annotations.NullMarked;
