package io.rauta.control;

import io.rauta.config.ApplyReport;
import io.rauta.config.ProxyConfig;

/**
 * One round of the control loop: what every worker serves and what is said about it.
 *
 * @param generation counts rounds, from 1; 0 before the first
 * @param config what is served
 * @param report the outcome of each of its listeners
 * @param status the status that follows
 */
public record Applied(
    long generation, ProxyConfig config, ApplyReport report, StatusReport status) {}
