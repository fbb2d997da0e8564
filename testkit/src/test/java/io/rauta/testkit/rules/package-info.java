/** Rules over the classes and source files of all modules. */
@NullMarked
package io.rauta.testkit.rules;

import org.jspecify.annotations.NullMarked;
