package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import java.util.List;

/**
 * A Gateway of ours.
 *
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param asked the place it asks for
 * @param ground whose ports its listeners take
 * @param admits which ListenerSets may add listeners
 * @param tls what it says of TLS for all of its listeners and backends
 * @param listeners its own listeners, in its order
 * @param problems why none of its listeners is served; none if they are
 */
public record GatewayNode(
    ObjectKey key,
    long generation,
    AskedPlace asked,
    Ground ground,
    SetAdmission admits,
    GatewayTls tls,
    List<ListenerNode> listeners,
    List<Problem> problems)
    implements ListenerOwner {
  public GatewayNode {
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  @Override
  public ObjectRef ref() {
    return new ObjectRef(ApiNames.GATEWAY, key);
  }

  @Override
  public ObjectKey gateway() {
    return key;
  }

  /** This Gateway with other listeners. */
  public GatewayNode with(List<ListenerNode> others) {
    return new GatewayNode(key, generation, asked, ground, admits, tls, others, problems);
  }

  /**
   * Which ListenerSets may add listeners.
   *
   * @param namespaces from where
   * @param problems what is said of that and cannot be understood
   */
  public record SetAdmission(NamespaceSelection namespaces, List<Problem> problems) {
    public SetAdmission {
      problems = List.copyOf(problems);
    }
  }
}
