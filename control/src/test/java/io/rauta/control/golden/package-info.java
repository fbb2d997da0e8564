/** One YAML file per case: objects in, then the configuration and status that are expected. */
@NullMarked
package io.rauta.control.golden;

import org.jspecify.annotations.NullMarked;
