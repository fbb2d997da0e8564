package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import java.util.List;

/**
 * A GatewayClass of ours.
 *
 * @param key its name
 * @param generation its generation, 0 where it has none
 * @param problems why it is refused; none if it is not
 */
public record ClassNode(ObjectKey key, long generation, List<Problem> problems) {
  public ClassNode {
    problems = List.copyOf(problems);
  }
}
