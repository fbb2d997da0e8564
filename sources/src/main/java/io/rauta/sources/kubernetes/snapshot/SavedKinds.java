package io.rauta.sources.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.api.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together the objects of a file. Used once, by one thread. */
final class SavedKinds {

  private static final Map<String, Class<? extends HasMetadata>> MODELS =
      Stream.of(
              GatewayClass.class,
              Gateway.class,
              ListenerSet.class,
              HTTPRoute.class,
              GRPCRoute.class,
              ReferenceGrant.class,
              BackendTLSPolicy.class,
              Backend.class,
              Service.class,
              EndpointSlice.class,
              Namespace.class,
              Secret.class,
              ConfigMap.class)
          .collect(Collectors.toMap(Class::getSimpleName, model -> model));

  private final Map<Class<?>, Map<ObjectKey, HasMetadata>> objects = new LinkedHashMap<>();

  /** The model class of the kind that a line names. */
  static Class<? extends HasMetadata> model(String kind) throws UnusableSnapshot {
    Class<? extends HasMetadata> model = MODELS.get(kind);
    if (model == null) {
      throw new UnusableSnapshot("names the unknown kind " + kind);
    }
    return model;
  }

  /** All objects, in the order in which they are written. */
  static List<HasMetadata> all(Resources resources) {
    return resources.kinds().stream().<HasMetadata>flatMap(kind -> kind.values().stream()).toList();
  }

  void add(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    ObjectKey key =
        new ObjectKey(namespace == null ? "" : namespace, object.getMetadata().getName());
    objects.computeIfAbsent(object.getClass(), _ -> new LinkedHashMap<>()).put(key, object);
  }

  Resources resources(ApiServer apiServer) {
    return new Resources(
        of(GatewayClass.class),
        of(Gateway.class),
        of(ListenerSet.class),
        of(HTTPRoute.class),
        of(GRPCRoute.class),
        of(ReferenceGrant.class),
        of(BackendTLSPolicy.class),
        of(Backend.class),
        of(Service.class),
        of(EndpointSlice.class),
        of(Namespace.class),
        of(Secret.class),
        of(ConfigMap.class),
        apiServer);
  }

  @SuppressWarnings("unchecked") // objects stand under their own class
  private <T extends HasMetadata> Map<ObjectKey, T> of(Class<T> model) {
    return (Map<ObjectKey, T>) objects.getOrDefault(model, Map.of());
  }
}
