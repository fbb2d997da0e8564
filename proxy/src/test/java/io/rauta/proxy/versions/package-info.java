/** Every version of HTTP with every other: clients on one side, backends on the other. */
@NullMarked
package io.rauta.proxy.versions;

import org.jspecify.annotations.NullMarked;
