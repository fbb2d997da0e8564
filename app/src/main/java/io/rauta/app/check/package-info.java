/**
 * What is wrong with files, found without serving them. {@link io.rauta.app.check.CheckRun} takes
 * paths, gathers what readers, translation and lints have found, gives each finding its line, and
 * writes them as text, JSON or SARIF.
 */
@NullMarked
package io.rauta.app.check;

import org.jspecify.annotations.NullMarked;
