/** What users rely on, one class per subject, each test against a gateway of its own. */
@NullMarked
package io.rauta.testkit.cases;

import org.jspecify.annotations.NullMarked;
