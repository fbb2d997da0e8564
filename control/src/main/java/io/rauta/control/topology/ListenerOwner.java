package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import java.util.List;

/** An object with listeners: a Gateway, or a ListenerSet that adds some to one. */
public sealed interface ListenerOwner permits GatewayNode, ListenerSetNode {

  /** Its kind and name. */
  ObjectRef ref();

  /** The Gateway that has its listeners in the end. */
  ObjectKey gateway();

  /** Its generation, 0 where it has none. */
  long generation();

  /** Whose ports its listeners take. */
  Ground ground();

  /** Its listeners, in its order. */
  List<ListenerNode> listeners();

  /** Why none of its listeners is served; none if they are. */
  List<Problem> problems();

  /** Whether {@code listener}, one of this object's, is to be bound and served. */
  default boolean serves(ListenerNode listener) {
    return problems().isEmpty() && listener.isValid();
  }

  /** How many of its listeners are valid by themselves. */
  default int validListeners() {
    int valid = 0;
    for (ListenerNode listener : listeners()) {
      if (listener.isValid()) {
        valid++;
      }
    }
    return valid;
  }

  /** Whether at least one of its listeners is to be bound and served. */
  default boolean isAccepted() {
    return problems().isEmpty() && validListeners() > 0;
  }
}
