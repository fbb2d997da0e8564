/**
 * API objects from YAML and JSON files. Paths come in; {@link io.rauta.sources.file.FileLoader}
 * reads them once, {@link io.rauta.sources.file.FileSource} keeps reading as they change; {@code
 * Resources} and {@link io.rauta.sources.file.FileProblem}s go out.
 */
@NullMarked
package io.rauta.sources.file;

import org.jspecify.annotations.NullMarked;
