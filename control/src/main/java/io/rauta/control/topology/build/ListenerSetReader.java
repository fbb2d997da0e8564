package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerEntry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSetSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentGatewayReference;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Ages;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Topology.Stray;
import io.rauta.control.topology.trust.Credentials;
import io.rauta.control.topology.trust.ListenerTlsReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the ListenerSets of Gateways of ours, each on its own. Used once. */
final class ListenerSetReader {

  private static final String PARENT = "spec.parentRef";

  private final Map<ObjectKey, GatewayNode> gateways = new HashMap<>();
  private final Set<ObjectKey> known;
  private final Namespaces namespaces;
  private final Credentials credentials;
  private final List<Stray> strays = new ArrayList<>();

  /**
   * Reads against a fixed set of Gateways.
   *
   * @param ours the Gateways of our classes, their conflicts settled
   * @param known every Gateway, also of others
   * @param namespaces the labels of namespaces
   * @param credentials resolves references to certificates
   */
  ListenerSetReader(
      List<GatewayNode> ours,
      Set<ObjectKey> known,
      Namespaces namespaces,
      Credentials credentials) {
    for (GatewayNode gateway : ours) {
      gateways.put(gateway.key(), gateway);
    }
    this.known = known;
    this.namespaces = namespaces;
    this.credentials = credentials;
  }

  /** The ListenerSets that name a Gateway of ours, oldest first. */
  List<ListenerSetNode> read(Map<ObjectKey, ListenerSet> sets) {
    List<ListenerSetNode> nodes = new ArrayList<>(sets.size());
    for (Ages.Aged<ListenerSet> aged : Ages.oldestFirst(sets)) {
      ListenerSetSpec spec = aged.object().getSpec();
      if (spec == null) {
        spec = new ListenerSetSpec();
      }
      Optional<GatewayNode> gateway = gateway(aged.key(), spec);
      if (gateway.isPresent()) {
        nodes.add(read(aged.key(), Given.generation(aged.object()), gateway.get(), spec));
      }
    }
    return nodes;
  }

  /** Those read so far that name no Gateway at all. */
  List<Stray> strays() {
    return strays;
  }

  private Optional<GatewayNode> gateway(ObjectKey set, ListenerSetSpec spec) {
    ParentGatewayReference ref = spec.getParentRef();
    String name = ref == null ? "" : Given.text(ref.getName());
    if (ref == null || name.isEmpty()) {
      return stray(set, new Problem.Missing(PARENT + ".name", "the Gateway that gets listeners"));
    }
    String group = Given.text(ref.getGroup(), ApiNames.GATEWAY_GROUP);
    String kind = Given.text(ref.getKind(), ApiNames.GATEWAY);
    if (!group.equals(ApiNames.GATEWAY_GROUP) || !kind.equals(ApiNames.GATEWAY)) {
      return stray(set, new Problem.Unknown(PARENT + ".kind", kind, ApiNames.GATEWAY));
    }
    ObjectKey key = new ObjectKey(Given.text(ref.getNamespace(), set.namespace()), name);
    GatewayNode gateway = gateways.get(key);
    if (gateway == null && !known.contains(key)) {
      return stray(set, new Problem.ReferentMissing(PARENT, new ObjectRef(ApiNames.GATEWAY, key)));
    }
    return Optional.ofNullable(gateway);
  }

  private Optional<GatewayNode> stray(ObjectKey set, Problem problem) {
    strays.add(new Stray(new ObjectRef(ApiNames.LISTENER_SET, set), problem));
    return Optional.empty();
  }

  private ListenerSetNode read(
      ObjectKey key, long generation, GatewayNode gateway, ListenerSetSpec spec) {
    List<Problem> problems = new ArrayList<>(0);
    if (!namespaces.selects(
        gateway.admits().namespaces(), gateway.key().namespace(), key.namespace())) {
      problems.add(new Problem.SetNotAdmitted(PARENT, gateway.ref(), key.namespace()));
    } else if (!gateway.isAccepted()) {
      problems.add(new Problem.GatewayRefused(PARENT, gateway.ref()));
    }
    List<ListenerNode> listeners =
        listeners(
            spec,
            new ListenerTlsReader(
                credentials, new ObjectRef(ApiNames.LISTENER_SET, key), gateway.tls()));
    if (listeners.isEmpty()) {
      problems.add(new Problem.Missing("spec.listeners", "where to listen"));
    }
    return new ListenerSetNode(
        key, generation, gateway.key(), gateway.ground(), listeners, problems);
  }

  private static List<ListenerNode> listeners(ListenerSetSpec spec, ListenerTlsReader tlsReader) {
    List<ListenerEntry> given = Given.list(spec.getListeners());
    List<ListenerNode> nodes = new ArrayList<>(given.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) != null) {
        nodes.add(new ListenerReader(i, GivenListener.of(given.get(i)), tlsReader).read(names));
      }
    }
    return nodes;
  }
}
