/**
 * What files come to without being served: {@link io.rauta.app.offline.Translation} takes paths and
 * hands on every stage of their translation, for commands that only look.
 */
@NullMarked
package io.rauta.app.offline;

import org.jspecify.annotations.NullMarked;
