/**
 * What client connections of every HTTP version have in common: the listener they came in by, and
 * how they are brought to their end.
 */
@NullMarked
package io.rauta.proxy.session;

import org.jspecify.annotations.NullMarked;
