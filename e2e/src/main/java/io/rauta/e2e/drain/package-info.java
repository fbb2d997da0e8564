/**
 * Cases about SIGTERM and SIGINT: what is answered, what is closed, when the process ends and how.
 */
@NullMarked
package io.rauta.e2e.drain;

import org.jspecify.annotations.NullMarked;
