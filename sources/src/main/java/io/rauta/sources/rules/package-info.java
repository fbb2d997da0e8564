/**
 * What an API server refuses when an object is created, for the kinds of the Gateway API and our
 * own. {@link io.rauta.sources.rules.ApiRules} knows the kinds; an object goes into {@link
 * io.rauta.sources.rules.KindRules#judge}, and comes out with the defaults of its kind and a list
 * of {@link io.rauta.sources.rules.Violation}s.
 *
 * <p>The rules come from {@code api-rules.json}, which {@code build/api-rules} writes. Fields that
 * a kind does not have are violations, as {@code kubectl apply} has the server refuse them.
 */
@NullMarked
package io.rauta.sources.rules;

import org.jspecify.annotations.NullMarked;
