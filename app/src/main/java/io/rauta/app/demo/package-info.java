/** Something to try: two backends of our own and the objects that route to them. */
@NullMarked
package io.rauta.app.demo;

import org.jspecify.annotations.NullMarked;
