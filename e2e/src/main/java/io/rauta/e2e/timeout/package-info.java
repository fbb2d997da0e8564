/** Cases about backends that do not answer. */
@NullMarked
package io.rauta.e2e.timeout;

import org.jspecify.annotations.NullMarked;
