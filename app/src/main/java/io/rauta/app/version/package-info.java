/** What this build is: version and commit, read from what the build wrote beside the class. */
@NullMarked
package io.rauta.app.version;

import org.jspecify.annotations.NullMarked;
