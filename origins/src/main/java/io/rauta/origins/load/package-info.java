/**
 * A load client that loses nothing silently: every request it starts ends as answered well or as
 * one of the {@link Loss}es. {@link LoadClient} takes a {@link LoadPlan} and gives {@link
 * LoadReport}s.
 */
@NullMarked
package io.rauta.origins.load;

import org.jspecify.annotations.NullMarked;
