package io.rauta.control.topology;

/** The graph of all that concerns us. */
public record Topology() {}
