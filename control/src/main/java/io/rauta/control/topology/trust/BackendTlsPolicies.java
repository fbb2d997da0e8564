package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicySpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalPolicyTargetReferenceWithSectionName;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.TlsProblem;
import io.rauta.control.syntax.Ages;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.BackendTlsPolicyNode;
import io.rauta.control.topology.trust.UpstreamTlsReader.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which BackendTLSPolicy applies to what. Of several for one target the oldest does, then the first
 * by name; one for a port comes before one for the whole Service, and both are accepted.
 */
public final class BackendTlsPolicies {

  private final Map<PolicyTarget, ObjectRef> holders = new HashMap<>();
  private final Map<PolicyTarget, PolicyOutcome> outcomes = new HashMap<>();
  private final Set<ObjectRef> concerned = new HashSet<>();
  private final List<Known> known = new ArrayList<>();

  /**
   * A policy that was read.
   *
   * @param targets those it names
   * @param overtaken why it applies to none of them
   */
  private record Known(
      ObjectKey key,
      long generation,
      List<PolicyTarget> targets,
      Optional<Problem> overtaken,
      Read read) {}

  /** Reads all policies; references are resolved by {@code credentials}. */
  public BackendTlsPolicies(Map<ObjectKey, BackendTLSPolicy> policies, Credentials credentials) {
    UpstreamTlsReader reader = new UpstreamTlsReader(credentials);
    for (Ages.Aged<BackendTLSPolicy> aged : Ages.oldestFirst(policies)) {
      BackendTLSPolicySpec spec = aged.object().getSpec();
      if (spec != null) {
        add(aged.key(), Given.generation(aged.object()), spec, reader);
      }
    }
  }

  private void add(
      ObjectKey key, long generation, BackendTLSPolicySpec spec, UpstreamTlsReader reader) {
    ObjectRef policy = new ObjectRef(ApiNames.BACKEND_TLS_POLICY, key);
    Read read = reader.read(key, spec.getValidation());
    PolicyOutcome outcome =
        read.tls()
            .<PolicyOutcome>map(PolicyOutcome.Encrypts::new)
            .orElseGet(() -> new PolicyOutcome.Withholds(policy));
    List<PolicyTarget> targets = new ArrayList<>();
    List<Problem> lost = new ArrayList<>(0);
    List<LocalPolicyTargetReferenceWithSectionName> refs = Given.list(spec.getTargetRefs());
    for (int i = 0; i < refs.size(); i++) {
      Optional<PolicyTarget> target = target(key, refs.get(i));
      if (target.isPresent() && !targets.contains(target.get())) {
        targets.add(target.get());
        concerned.add(target.get().object());
        ObjectRef holder = holders.putIfAbsent(target.get(), policy);
        if (holder == null) {
          outcomes.put(target.get(), outcome);
        } else {
          lost.add(
              new TlsProblem.TargetTaken(
                  "spec.targetRefs[" + i + "]", target.get().object(), holder));
        }
      }
    }
    boolean applies = lost.isEmpty() || lost.size() < targets.size();
    known.add(
        new Known(
            key,
            generation,
            targets,
            applies ? Optional.empty() : Optional.of(lost.getFirst()),
            read));
  }

  private static Optional<PolicyTarget> target(
      ObjectKey policy, LocalPolicyTargetReferenceWithSectionName ref) {
    if (ref == null) {
      return Optional.empty();
    }
    String group = Given.text(ref.getGroup());
    String kind = Given.text(ref.getKind());
    boolean isBackend =
        (group.isEmpty() && kind.equals(ApiNames.SERVICE))
            || (group.equals(ApiNames.BACKEND_GROUP) && kind.equals(ApiNames.BACKEND));
    if (!isBackend || Given.text(ref.getName()).isEmpty()) {
      return Optional.empty();
    }
    ObjectKey key = new ObjectKey(policy.namespace(), ref.getName());
    return Optional.of(
        new PolicyTarget(new ObjectRef(kind, key), Given.text(ref.getSectionName())));
  }

  /** What policies make of {@code target}; empty where there is none. */
  public Optional<PolicyOutcome> on(PolicyTarget target) {
    PolicyOutcome ofPort = outcomes.get(target);
    return Optional.ofNullable(ofPort != null ? ofPort : outcomes.get(target.whole()));
  }

  /** What policies make of each target. */
  public Map<PolicyTarget, PolicyOutcome> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** Whether a policy, valid or not, names that Service or Backend or one of its ports. */
  public boolean concern(PolicyTarget target) {
    return concerned.contains(target.object());
  }

  /**
   * The policies, oldest first.
   *
   * @param uses the Gateways whose routes lead to a target that policies concern
   */
  public List<BackendTlsPolicyNode> nodes(Map<PolicyTarget, Set<ObjectKey>> uses) {
    Map<ObjectRef, Set<ObjectKey>> wholes = new HashMap<>();
    uses.forEach(
        (target, gateways) ->
            wholes.computeIfAbsent(target.object(), key -> new TreeSet<>()).addAll(gateways));
    List<BackendTlsPolicyNode> nodes = new ArrayList<>(known.size());
    for (Known policy : known) {
      Set<ObjectKey> gateways = new TreeSet<>();
      for (PolicyTarget target : policy.targets()) {
        gateways.addAll(
            target.section().isEmpty()
                ? wholes.getOrDefault(target.object(), Set.of())
                : uses.getOrDefault(target, Set.of()));
      }
      nodes.add(
          new BackendTlsPolicyNode(
              policy.key(),
              policy.generation(),
              List.copyOf(gateways),
              policy.overtaken(),
              policy.read().problems(),
              policy.read().unresolved(),
              policy.read().hasAuthorities()));
    }
    return nodes;
  }
}
