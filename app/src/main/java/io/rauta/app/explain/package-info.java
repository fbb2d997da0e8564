/**
 * Why a request gets the answer that it gets. {@link io.rauta.app.explain.AskedRequest} reads what
 * is asked; {@link io.rauta.app.explain.Explainer} takes it with the configuration that is served
 * and hands on an {@link io.rauta.app.explain.Explanation}, found by the codec, the route table and
 * the filters that serve traffic; {@link io.rauta.app.explain.ExplanationText} writes it for
 * people.
 */
@NullMarked
package io.rauta.app.explain;

import org.jspecify.annotations.NullMarked;
