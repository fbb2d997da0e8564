package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.rauta.config.cluster.ClusterId;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.AppProtocols;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.Topology.Upstream;
import io.rauta.control.topology.trust.ReferenceGrants;
import io.rauta.control.topology.trust.ReferenceGrants.From;
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
  private final Map<ObjectKey, BackendNode> backends = new HashMap<>();
  private final Map<ClusterId, NamedUpstream> named = new LinkedHashMap<>();

  Upstreams(Resources resources, ReferenceGrants grants, List<BackendNode> backends) {
    this.services = resources.services();
    this.endpoints = new ServiceEndpoints(resources.endpointSlices());
    this.grants = grants;
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

  /** Who answers for an upstream now. */
  Upstream upstream(NamedUpstream upstream) {
    return switch (upstream) {
      case NamedUpstream.OfService(ClusterId id, ObjectKey service, ServicePort port) ->
          new Upstream(id, endpoints.of(service, port));
      case NamedUpstream.OfBackend(ClusterId id, BackendNode backend) ->
          new Upstream(id, backend.endpoints());
    };
  }

  /** An upstream that a reference resolved to. */
  sealed interface NamedUpstream {

    /** Its name. */
    ClusterId id();

    /** The endpoints of a port of a Service. */
    record OfService(ClusterId id, ObjectKey service, ServicePort port) implements NamedUpstream {}

    /** The endpoints of a Backend. */
    record OfBackend(ClusterId id, BackendNode backend) implements NamedUpstream {}
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
  }

  /**
   * Resolves a reference.
   *
   * @param ref the reference
   * @param from who refers
   * @param field where the reference stands
   */
  Resolution resolve(HTTPBackendRef ref, From from, String field) {
    String group = Given.text(ref.getGroup());
    String kind = Given.text(ref.getKind(), ApiNames.SERVICE);
    String name = Given.text(ref.getName());
    ObjectKey key = new ObjectKey(Given.text(ref.getNamespace(), from.namespace()), name);
    boolean service = group.isEmpty() && kind.equals(ApiNames.SERVICE);
    boolean backend = group.equals(ApiNames.BACKEND_GROUP) && kind.equals(ApiNames.BACKEND);
    if (!service && !backend) {
      return new Resolution.Refused(new Problem.ReferentKindUnknown(field, group, kind, KINDS));
    }
    ObjectRef to = new ObjectRef(kind, key);
    if (name.isEmpty()) {
      return new Resolution.Refused(new Problem.Missing(field + ".name", "the backend"));
    }
    if (!grants.mayReference(from, new To(group, kind, key))) {
      return new Resolution.Refused(new Problem.NotGranted(field, to));
    }
    return service ? service(to, ref.getPort(), field) : backend(to, field);
  }

  private Resolution service(ObjectRef to, @Nullable Integer port, String field) {
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
    String protocol = Given.text(found.get().getAppProtocol());
    if (AppProtocols.isRefused(protocol)) {
      return new Resolution.Refused(new Problem.ProtocolNotServed(field, protocol));
    }
    ClusterId id = new ClusterId(to.kind() + "/" + to.key() + ":" + port);
    named.putIfAbsent(id, new NamedUpstream.OfService(id, to.key(), found.get()));
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

  private Resolution backend(ObjectRef to, String field) {
    BackendNode backend = backends.get(to.key());
    if (backend == null) {
      return new Resolution.Refused(new Problem.ReferentMissing(field, to));
    }
    if (!backend.problems().isEmpty()) {
      return new Resolution.Refused(
          new Problem.ReferentUnusable(field, to, "is not valid, see its own problems"));
    }
    ClusterId id = new ClusterId(to.kind() + "/" + to.key());
    named.putIfAbsent(id, new NamedUpstream.OfBackend(id, backend));
    return new Resolution.Found(id);
  }
}
