/**
 * Certificates for tests, made when they are needed so that none expires in the repository, and the
 * JDK's TLS contexts of clients and servers that use them.
 */
@NullMarked
package io.rauta.origins.tls;

import org.jspecify.annotations.NullMarked;
