package io.rauta.proxy.http2.client;

/**
 * The times of one connection to a backend.
 *
 * @param readyUntil time of the worker's clock until which the backend's settings must be there
 * @param usableUntil time of the worker's clock after which it takes no new stream
 * @param idleNanos how long it is kept without a stream
 */
public record ConnectionTimes(long readyUntil, long usableUntil, long idleNanos) {}
