package io.rauta.config.cluster;

import java.util.List;

/**
 * One upstream.
 *
 * @param id its name across configurations
 * @param protocol what is spoken with them
 * @param endpoints who may be asked, without duplicates; none means 503
 * @param balancing how one of them is picked
 * @param connections how connections to them are made and kept
 * @param limits what may be under way at once
 */
public record ClusterConfig(
    ClusterId id,
    UpstreamProtocol protocol,
    List<EndpointAddress> endpoints,
    Balancing balancing,
    ConnectionSettings connections,
    ClusterLimits limits) {
  public ClusterConfig {
    endpoints = endpoints.stream().distinct().toList();
  }

  /** How an endpoint is picked. */
  public enum Balancing {
    /** The one with fewer requests under way of two picked at random. */
    LEAST_REQUEST,
    /** Each in turn. */
    ROUND_ROBIN
  }
}
