package io.rauta.proxy;

/**
 * How a drain ended.
 *
 * @param requestsCut requests that were under way when its time was over
 */
public record DrainOutcome(long requestsCut) {}
