/** Cases about files and settings: changes under load, mistakes, precedence. */
@NullMarked
package io.rauta.e2e.config;

import org.jspecify.annotations.NullMarked;
