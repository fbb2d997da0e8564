/**
 * Pure translation: {@link io.rauta.control.Resources} in, {@code ProxyConfig} and status out, with
 * no clock, file, network, logger or mutation in between. {@code ControlLoop} drives the stages;
 * {@link io.rauta.control.ResourceSource} and {@link io.rauta.control.StatusSink} are the only
 * types that differ between standalone and Kubernetes.
 */
@NullMarked
package io.rauta.control;

import org.jspecify.annotations.NullMarked;
