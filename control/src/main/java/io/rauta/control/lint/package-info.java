/**
 * What is legal and served as written, but hardly meant: takes {@code Resources} with the {@code
 * Topology} and {@code ProxyConfig} that follow from them, hands on findings. {@link
 * io.rauta.control.lint.Lints} names them all; each is a file of its own and a pure function.
 */
@NullMarked
package io.rauta.control.lint;

import org.jspecify.annotations.NullMarked;
