package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerEntry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerTLSConfig;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Topology;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds options of TLS that are those of another implementation. */
final class IgnoredTlsOptions {

  private final Warnings warnings;

  private IgnoredTlsOptions(Warnings warnings) {
    this.warnings = warnings;
  }

  static void find(Resources resources, Topology topology, Warnings warnings) {
    IgnoredTlsOptions options = new IgnoredTlsOptions(warnings);
    for (GatewayNode node : topology.gateways()) {
      Gateway gateway = resources.gateways().get(node.key());
      if (gateway != null && gateway.getSpec() != null) {
        List<Listener> listeners = Given.list(gateway.getSpec().getListeners());
        for (int i = 0; i < listeners.size(); i++) {
          options.listener(
              node.ref(), i, listeners.get(i) == null ? null : listeners.get(i).getTls());
        }
      }
    }
    for (ListenerSetNode node : topology.listenerSets()) {
      ListenerSet set = resources.listenerSets().get(node.key());
      if (set != null && set.getSpec() != null) {
        List<ListenerEntry> listeners = Given.list(set.getSpec().getListeners());
        for (int i = 0; i < listeners.size(); i++) {
          options.listener(
              node.ref(), i, listeners.get(i) == null ? null : listeners.get(i).getTls());
        }
      }
    }
  }

  private void listener(ObjectRef owner, int index, @Nullable ListenerTLSConfig tls) {
    if (tls != null && tls.getOptions() != null) {
      for (String name : new TreeSet<>(tls.getOptions().keySet())) {
        warnings.add(
            "ignored-option",
            owner,
            "spec.listeners[" + index + "].tls.options",
            "option \"" + name + "\" is not known to this gateway and has no effect");
      }
    }
  }
}
