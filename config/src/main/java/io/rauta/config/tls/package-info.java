/**
 * What TLS needs on both sides: who we are ({@link io.rauta.config.tls.TlsIdentity}), whom we
 * believe ({@link io.rauta.config.tls.TrustAnchors}), and how it is spoken.
 */
@NullMarked
package io.rauta.config.tls;

import org.jspecify.annotations.NullMarked;
