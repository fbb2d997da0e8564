/**
 * What a case is made of: a {@link Trial} with its processes, the files of a {@link Site}, and
 * {@link Expect}ations.
 */
@NullMarked
package io.rauta.e2e.trial;

import org.jspecify.annotations.NullMarked;
