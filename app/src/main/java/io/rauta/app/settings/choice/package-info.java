/** Words that settings choose from. */
@NullMarked
package io.rauta.app.settings.choice;

import org.jspecify.annotations.NullMarked;
