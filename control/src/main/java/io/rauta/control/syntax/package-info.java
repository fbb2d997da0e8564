/**
 * How the API writes things: names, addresses, paths, headers, patterns, durations, ages. Each
 * class takes text or an object as it was given, where anything may be absent, and hands on a value
 * or nothing; none knows what the value is for.
 */
@NullMarked
package io.rauta.control.syntax;

import org.jspecify.annotations.NullMarked;
