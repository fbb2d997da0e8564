package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.cluster.UpstreamProtocol.Version;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.AppProtocols;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.Topology.Upstream;
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
      case NamedUpstream.OfService(
              ClusterId id,
              UpstreamProtocol protocol,
              ObjectKey service,
              ServicePort port) ->
          new Upstream(id, protocol, endpoints.of(service, port));
      case NamedUpstream.OfBackend(ClusterId id, UpstreamProtocol protocol, BackendNode backend) ->
          new Upstream(id, protocol, backend.endpoints());
    };
  }

  /** An upstream that a reference resolved to. */
  sealed interface NamedUpstream {

    /** Its name. */
    ClusterId id();

    /** The endpoints of a port of a Service. */
    record OfService(ClusterId id, UpstreamProtocol protocol, ObjectKey service, ServicePort port)
        implements NamedUpstream {}

    /** The endpoints of a Backend. */
    record OfBackend(ClusterId id, UpstreamProtocol protocol, BackendNode backend)
        implements NamedUpstream {}
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
    String protocol = Given.text(found.get().getAppProtocol());
    if (isRefused(protocol, kind)) {
      return new Resolution.Refused(new Problem.ProtocolNotServed(field, protocol));
    }
    Version version = AppProtocols.isHttp2(protocol) ? Version.HTTP_2 : version(kind);
    ClusterId id = id(to.kind() + "/" + to.key() + ":" + port, version);
    named.putIfAbsent(
        id,
        new NamedUpstream.OfService(
            id, new UpstreamProtocol.Cleartext(version), to.key(), found.get()));
    return new Resolution.Found(id);
  }

  private static boolean isRefused(String protocol, RouteKind kind) {
    return switch (kind) {
      case HTTP_ROUTE -> AppProtocols.isRefused(protocol);
      case GRPC_ROUTE -> AppProtocols.isRefused(protocol) || AppProtocols.isWebSocket(protocol);
    };
  }

  /** What is spoken where the backend does not say. */
  private static Version version(RouteKind kind) {
    return switch (kind) {
      case HTTP_ROUTE -> Version.HTTP_1;
      case GRPC_ROUTE -> Version.HTTP_2;
    };
  }

  /** Who is asked over two versions is two upstreams. */
  private static ClusterId id(String name, Version version) {
    return new ClusterId(
        switch (version) {
          case HTTP_1 -> name;
          case HTTP_2 -> name + "/h2";
        });
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
    Version version = version(kind);
    ClusterId id = id(to.kind() + "/" + to.key(), version);
    named.putIfAbsent(
        id, new NamedUpstream.OfBackend(id, new UpstreamProtocol.Cleartext(version), backend));
    return new Resolution.Found(id);
  }
}
