package io.rauta.control.topology;

import io.rauta.config.cluster.EndpointAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import java.util.List;

/**
 * A Backend.
 *
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param endpoints those that are well formed
 * @param appProtocols what they speak, in the words of {@code ServicePort.appProtocol}
 * @param problems why it is refused; none if it is not
 */
public record BackendNode(
    ObjectKey key,
    long generation,
    List<EndpointAddress> endpoints,
    List<String> appProtocols,
    List<Problem> problems) {
  public BackendNode {
    endpoints = List.copyOf(endpoints);
    appProtocols = List.copyOf(appProtocols);
    problems = List.copyOf(problems);
  }
}
