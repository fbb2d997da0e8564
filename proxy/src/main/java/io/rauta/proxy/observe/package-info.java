/** What is counted, and how it is read: plain cells of each worker, summed when somebody asks. */
@NullMarked
package io.rauta.proxy.observe;

import org.jspecify.annotations.NullMarked;
