package io.rauta.proxy.listener;

/**
 * What bounds the handshakes of one worker.
 *
 * @param limit how many may be under way, shared by all workers
 * @param pace how many are answered at once
 */
public record Handshakes(HandshakeLimit limit, HandshakePace pace) {}
