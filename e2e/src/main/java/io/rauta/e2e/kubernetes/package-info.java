/**
 * Cases about the gateway in Kubernetes: installed in pods as users install it, and as a process
 * beside a cluster.
 */
@NullMarked
package io.rauta.e2e.kubernetes;

import org.jspecify.annotations.NullMarked;
