package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantFrom;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrantTo;
import io.rauta.control.ObjectKey;
import io.rauta.control.syntax.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which references from one namespace into another are allowed by the owners of the latter. */
public final class ReferenceGrants {

  private final Map<String, List<ReferenceGrant>> byNamespace = new HashMap<>();

  /** Judges by the grants of all namespaces. */
  public ReferenceGrants(Map<ObjectKey, ReferenceGrant> grants) {
    for (Map.Entry<ObjectKey, ReferenceGrant> grant : grants.entrySet()) {
      if (grant.getValue().getSpec() != null) {
        byNamespace
            .computeIfAbsent(grant.getKey().namespace(), namespace -> new ArrayList<>())
            .add(grant.getValue());
      }
    }
  }

  /**
   * Who refers.
   *
   * @param group its API group
   * @param kind its kind
   * @param namespace its namespace
   */
  public record From(String group, String kind, String namespace) {}

  /**
   * What is referred to.
   *
   * @param group its API group, empty for the core group
   * @param kind its kind
   * @param key its namespace and name
   */
  public record To(String group, String kind, ObjectKey key) {}

  /** The only judge of references: within a namespace always, else if a grant there allows it. */
  public boolean mayReference(From from, To to) {
    if (from.namespace().equals(to.key().namespace())) {
      return true;
    }
    for (ReferenceGrant grant : byNamespace.getOrDefault(to.key().namespace(), List.of())) {
      if (allowsFrom(grant, from) && allowsTo(grant, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allowsFrom(ReferenceGrant grant, From from) {
    for (ReferenceGrantFrom allowed : Given.list(grant.getSpec().getFrom())) {
      if (allowed != null
          && from.group().equals(Given.text(allowed.getGroup()))
          && from.kind().equals(allowed.getKind())
          && from.namespace().equals(allowed.getNamespace())) {
        return true;
      }
    }
    return false;
  }

  private static boolean allowsTo(ReferenceGrant grant, To to) {
    for (ReferenceGrantTo allowed : Given.list(grant.getSpec().getTo())) {
      if (allowed != null
          && to.group().equals(Given.text(allowed.getGroup()))
          && to.kind().equals(allowed.getKind())
          && (Given.text(allowed.getName()).isEmpty()
              || to.key().name().equals(allowed.getName()))) {
        return true;
      }
    }
    return false;
  }
}
