/**
 * The command line. {@link io.rauta.app.command.Arguments} takes words and environment and hands on
 * one {@link io.rauta.app.command.Invocation}.
 */
@NullMarked
package io.rauta.app.command;

import org.jspecify.annotations.NullMarked;
