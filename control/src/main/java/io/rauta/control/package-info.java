/**
 * The control side. {@link io.rauta.control.ControlLoop} drives its stages: {@link
 * io.rauta.control.Resources} in; {@code topology} builds the graph, {@code compile} turns it into
 * a {@code ProxyConfig} for the data plane, {@code status} into a {@link
 * io.rauta.control.StatusReport}. The stages are functions: no clock, file, network, logger or
 * mutation of what they are given.
 *
 * <p>{@link io.rauta.control.ResourceSource} and {@link io.rauta.control.StatusSink} are the two
 * ports, the only types that differ between standalone and Kubernetes.
 */
@NullMarked
package io.rauta.control;

import org.jspecify.annotations.NullMarked;
