package io.rauta.proxy;

import java.time.Duration;

/**
 * How a data plane ends.
 *
 * @param delay how long everything goes on as before, for others to notice; 0 or more
 * @param timeout how long requests under way may take after that; 0 or more
 * @param idleGrace how long a connection that was used just now may wait for a next request; 0 or
 *     more
 */
public record DrainSettings(Duration delay, Duration timeout, Duration idleGrace) {}
