/**
 * The Common Expression Language, as far as the rules of API objects use it. Text goes into {@link
 * io.rauta.sources.cel.CelProgram#parse}; values of the JDK go in and come out of a program. Values
 * are {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code Duration}, {@code
 * List}, {@code Map} with keys of text, and {@code CelNull}.
 *
 * <p>It is our own because a gateway reads its files before it is ready, and holds what read them
 * for as long as it runs: a general implementation brings megabytes of classes for the dozen
 * functions that rules call. Expressions are not checked for types before they run, as an API
 * server has done that with every published rule; {@code build/api-rules} and the tests run all of
 * them. What is not supported is refused when it is parsed.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">Language
 *     definition</a>
 */
@NullMarked
package io.rauta.sources.cel;

import org.jspecify.annotations.NullMarked;
