/** Cases about traffic that must survive handovers, crashes, shortage and hostile clients. */
@NullMarked
package io.rauta.e2e.traffic;

import org.jspecify.annotations.NullMarked;
