/** What this process has room for, by what the system and the JVM give it. */
@NullMarked
package io.rauta.app.capacity;

import org.jspecify.annotations.NullMarked;
