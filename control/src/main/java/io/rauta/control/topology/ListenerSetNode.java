package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import java.util.List;

/**
 * A ListenerSet that names a Gateway of ours.
 *
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param gateway the Gateway
 * @param ground that of the Gateway
 * @param listeners its listeners, in its order
 * @param problems why none of its listeners is served; none if they are
 */
public record ListenerSetNode(
    ObjectKey key,
    long generation,
    ObjectKey gateway,
    Ground ground,
    List<ListenerNode> listeners,
    List<Problem> problems)
    implements ListenerOwner {
  public ListenerSetNode {
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  @Override
  public ObjectRef ref() {
    return new ObjectRef(ApiNames.LISTENER_SET, key);
  }

  /** Whether its Gateway lets it add listeners, be they served or not. */
  public boolean isAdmitted() {
    for (Problem problem : problems) {
      if (problem instanceof Problem.SetNotAdmitted) {
        return false;
      }
    }
    return true;
  }

  /** This ListenerSet with other listeners. */
  public ListenerSetNode with(List<ListenerNode> others) {
    return new ListenerSetNode(key, generation, gateway, ground, others, problems);
  }
}
