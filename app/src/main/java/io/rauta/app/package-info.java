/** The process: {@link io.rauta.app.Main} reads the command line and runs one command. */
@NullMarked
package io.rauta.app;

import org.jspecify.annotations.NullMarked;
