/**
 * The data plane: {@link io.rauta.proxy.ProxyServer} takes a {@code ProxyConfig} and serves it with
 * one {@code Worker} for each event loop. Kubernetes is not known here.
 */
@NullMarked
package io.rauta.proxy;

import org.jspecify.annotations.NullMarked;
