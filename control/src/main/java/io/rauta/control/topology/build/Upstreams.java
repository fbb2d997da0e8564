package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.TlsProblem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.Topology.Stray;
import io.rauta.control.topology.Topology.Upstream;
import io.rauta.control.topology.trust.BackendTlsPolicies;
import io.rauta.control.topology.trust.EndpointRanges;
import io.rauta.control.topology.trust.PolicyOutcome;
import io.rauta.control.topology.trust.PolicyTarget;
import io.rauta.control.topology.trust.ReferenceGrants;
import io.rauta.control.topology.trust.ReferenceGrants.To;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves backend references. Which upstreams were named since the last question is told by {@link
 * #takeNamed}, so that what a reader made can be kept together with the upstreams it needs.
 */
final class Upstreams {

  private static final String KINDS = "Service or gateway.rauta.io/Backend";

  private final Map<ObjectKey, Service> services;
  private final ServiceEndpoints endpoints;
  private final ReferenceGrants grants;
  private final BackendTlsPolicies policies;
  private final Map<ObjectKey, BackendNode> backends = new HashMap<>();
  private final Map<ClusterId, NamedUpstream> named = new LinkedHashMap<>();

  Upstreams(
      Resources resources,
      ReferenceGrants grants,
      BackendTlsPolicies policies,
      List<BackendNode> backends,
      EndpointRanges ranges) {
    this.services = resources.services();
    this.endpoints = new ServiceEndpoints(resources.endpointSlices(), ranges);
    this.grants = grants;
    this.policies = policies;
    for (BackendNode backend : backends) {
      this.backends.put(backend.key(), backend);
    }
  }

  /** The upstreams that references resolved to since this was asked last. */
  List<NamedUpstream> takeNamed() {
    List<NamedUpstream> taken = List.copyOf(named.values());
    named.clear();
    return taken;
  }

  /** The slices of upstreams with an endpoint that may not be asked. */
  List<Stray> strays() {
    return endpoints.strays();
  }

  /** Who answers for an upstream now; empty if it may not be asked. */
  Optional<Upstream> upstream(NamedUpstream upstream) {
    List<EndpointAddress> answering =
        switch (upstream.source()) {
          case Source.OfService(PolicyTarget target, ServicePort port) ->
              endpoints.of(target.object().key(), port);
          case Source.OfBackend(PolicyTarget _, List<EndpointAddress> its) -> its;
        };
    return upstream.protocol().map(protocol -> new Upstream(upstream.id(), protocol, answering));
  }

  /**
   * An upstream that a reference resolved to.
   *
   * @param id its name
   * @param protocol what is spoken with it; empty if a policy forbids to ask it
   * @param source where its endpoints come from
   */
  record NamedUpstream(ClusterId id, Optional<UpstreamProtocol> protocol, Source source) {}

  /** Where endpoints come from. */
  sealed interface Source {

    /** What policies find it by. */
    PolicyTarget target();

    /** A port of a Service. */
    record OfService(PolicyTarget target, ServicePort port) implements Source {}

    /** A Backend. */
    record OfBackend(PolicyTarget target, List<EndpointAddress> endpoints) implements Source {}
  }

  /** What a reference resolves to. */
  sealed interface Resolution {

    /**
     * An upstream, now among those named.
     *
     * @param id its name
     */
    record Found(ClusterId id) implements Resolution {}

    /**
     * Nothing that can be asked.
     *
     * @param problem why
     */
    record Refused(Problem problem) implements Resolution {}

    /**
     * Somebody who is there and may not be asked.
     *
     * @param problem why not
     */
    record Withheld(Problem problem) implements Resolution {}
  }

  /**
   * Resolves a reference.
   *
   * @param ref the reference
   * @param route who refers
   * @param field where the reference stands
   */
  Resolution resolve(BackendObjectReference ref, Referrer route, String field) {
    String group = Given.text(ref.getGroup());
    String kind = Given.text(ref.getKind(), ApiNames.SERVICE);
    String name = Given.text(ref.getName());
    ObjectKey key = new ObjectKey(Given.text(ref.getNamespace(), route.namespace()), name);
    boolean service = group.isEmpty() && kind.equals(ApiNames.SERVICE);
    boolean backend = group.equals(ApiNames.BACKEND_GROUP) && kind.equals(ApiNames.BACKEND);
    if (!service && !backend) {
      return new Resolution.Refused(new Problem.ReferentKindUnknown(field, group, kind, KINDS));
    }
    ObjectRef to = new ObjectRef(kind, key);
    if (name.isEmpty()) {
      return new Resolution.Refused(new Problem.Missing(field + ".name", "the backend"));
    }
    if (!grants.mayReference(route.from(), new To(group, kind, key))) {
      return new Resolution.Refused(new Problem.NotGranted(field, to));
    }
    return service
        ? service(to, ref.getPort(), route.kind(), field)
        : backend(to, route.kind(), field);
  }

  private Resolution service(ObjectRef to, @Nullable Integer port, RouteKind kind, String field) {
    Service service = services.get(to.key());
    if (service == null) {
      return new Resolution.Refused(new Problem.ReferentMissing(field, to));
    }
    if (service.getSpec() != null && "ExternalName".equals(service.getSpec().getType())) {
      return new Resolution.Refused(
          new Problem.ReferentUnusable(
              field, to, "is of type ExternalName, which is never followed; use a Backend"));
    }
    if (port == null) {
      return new Resolution.Refused(new Problem.Missing(field + ".port", "a port of " + to));
    }
    Optional<ServicePort> found = portOf(service, port);
    if (found.isEmpty()) {
      return new Resolution.Refused(new Problem.ServicePortMissing(field + ".port", to, port));
    }
    String spoken = Given.text(found.get().getAppProtocol());
    PolicyTarget target = new PolicyTarget(to, Given.text(found.get().getName()));
    return named(
        to.kind() + "/" + to.key() + ":" + port,
        new Source.OfService(target, found.get()),
        spoken.isEmpty() ? List.of() : List.of(spoken),
        kind,
        field);
  }

  /** Names an upstream, if policies and what it speaks allow to ask it. */
  private Resolution named(
      String name, Source source, List<String> appProtocols, RouteKind kind, String field) {
    Optional<PolicyOutcome> policy = policies.on(source.target());
    if (policy.isPresent() && policy.get() instanceof PolicyOutcome.Withholds withholds) {
      ClusterId id = new ClusterId(name);
      named.putIfAbsent(id, new NamedUpstream(id, Optional.empty(), source));
      return new Resolution.Withheld(
          new TlsProblem.PolicyNotValid(field, source.target().object(), withholds.policy()));
    }
    Optional<UpstreamTls> tls =
        policy.isPresent() && policy.get() instanceof PolicyOutcome.Encrypts encrypts
            ? Optional.of(encrypts.tls())
            : Optional.empty();
    Optional<UpstreamProtocol> protocol = SpokenProtocol.of(appProtocols, kind, tls);
    if (protocol.isEmpty()) {
      return new Resolution.Refused(
          new Problem.ProtocolNotServed(field, String.join(", ", appProtocols)));
    }
    ClusterId id = new ClusterId(SpokenProtocol.isHttp2(protocol.get()) ? name + "/h2" : name);
    named.putIfAbsent(id, new NamedUpstream(id, protocol, source));
    return new Resolution.Found(id);
  }

  private static Optional<ServicePort> portOf(Service service, int number) {
    if (service.getSpec() != null) {
      for (ServicePort port : Given.list(service.getSpec().getPorts())) {
        if (port != null
            && port.getPort() != null
            && port.getPort() == number
            && ServiceEndpoints.isTcp(port.getProtocol())) {
          return Optional.of(port);
        }
      }
    }
    return Optional.empty();
  }

  private Resolution backend(ObjectRef to, RouteKind kind, String field) {
    BackendNode backend = backends.get(to.key());
    if (backend == null) {
      return new Resolution.Refused(new Problem.ReferentMissing(field, to));
    }
    if (!backend.problems().isEmpty()) {
      return new Resolution.Refused(
          new Problem.ReferentUnusable(field, to, "is not valid, see its own problems"));
    }
    return named(
        to.kind() + "/" + to.key(),
        new Source.OfBackend(new PolicyTarget(to, ""), backend.endpoints()),
        backend.appProtocols(),
        kind,
        field);
  }
}
