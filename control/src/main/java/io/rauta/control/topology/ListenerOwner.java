package io.rauta.control.topology;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.BindAddress.AllAddresses;
import io.rauta.config.listener.BindAddress.OneAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import java.util.ArrayList;
import java.util.List;

/** An object with listeners: a Gateway, or a ListenerSet that adds some to one. */
public sealed interface ListenerOwner permits GatewayNode, ListenerSetNode {

  /** Its kind and name. */
  ObjectRef ref();

  /** The Gateway that has its listeners in the end. */
  ObjectKey gateway();

  /** Its generation, 0 where it has none. */
  long generation();

  /** The IP literals that its listeners are bound to; none for all local addresses. */
  List<String> addresses();

  /** Its listeners, in its order. */
  List<ListenerNode> listeners();

  /** Why none of its listeners is served; none if they are. */
  List<Problem> problems();

  /** Where a listener on {@code port} is bound. */
  default List<BindAddress> binds(int port) {
    if (addresses().isEmpty()) {
      return List.of(new AllAddresses(port));
    }
    List<BindAddress> binds = new ArrayList<>(addresses().size());
    for (String address : addresses()) {
      binds.add(new OneAddress(address, port));
    }
    return binds;
  }

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
