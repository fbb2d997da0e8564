package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rauta.control.ApiServer;
import io.rauta.control.ApiServer.Bundle;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.api.Backend;
import io.rauta.sources.kubernetes.json.ModelJson;
import io.rauta.sources.kubernetes.watch.KindWatch.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * All watches of an API server. Started and closed by one thread; {@link #resources} is for one
 * thread, too; all else is for any.
 */
public final class Watches implements KnownObjects, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String BUNDLE_VERSION = "gateway.networking.k8s.io/bundle-version";
  private static final String CHANNEL = "gateway.networking.k8s.io/channel";

  private final Surroundings surroundings;
  private final List<WatchedObjects<?>> all = new ArrayList<>();
  private final WatchedObjects<PartialObjectMetadata> definitions;
  private final WatchedObjects<GatewayClass> gatewayClasses;
  private final WatchedObjects<Gateway> gateways;
  private final WatchedObjects<ListenerSet> listenerSets;
  private final WatchedObjects<HTTPRoute> httpRoutes;
  private final WatchedObjects<GRPCRoute> grpcRoutes;
  private final WatchedObjects<ReferenceGrant> referenceGrants;
  private final WatchedObjects<BackendTLSPolicy> backendTlsPolicies;
  private final WatchedObjects<Backend> backends;
  private final WatchedObjects<Service> services;
  private final WatchedObjects<EndpointSlice> endpointSlices;
  private final WatchedObjects<Namespace> namespaces;
  private final WatchedObjects<Secret> secrets;
  private final WatchedObjects<ConfigMap> configMaps;

  private Consumer<ObjectRef> listener = _ -> {};
  private Runnable changed = () -> {};

  /**
   * Prepares to watch.
   *
   * @param client whose connections and identity are used; owned by the caller
   * @param json reads objects
   * @param nanoClock a monotonic clock
   * @param random for times that must not coincide
   */
  public Watches(
      KubernetesClient client, ModelJson json, LongSupplier nanoClock, RandomGenerator random) {
    this.surroundings =
        new Surroundings(
            new ApiRequests(client, PATIENCE),
            new Reachability(nanoClock, random),
            json,
            nanoClock,
            random);
    this.definitions = watch(WatchedKinds.DEFINITIONS);
    this.gatewayClasses = watch(WatchedKinds.GATEWAY_CLASSES);
    this.gateways = watch(WatchedKinds.GATEWAYS);
    this.listenerSets = watch(WatchedKinds.LISTENER_SETS);
    this.httpRoutes = watch(WatchedKinds.HTTP_ROUTES);
    this.grpcRoutes = watch(WatchedKinds.GRPC_ROUTES);
    this.referenceGrants = watch(WatchedKinds.REFERENCE_GRANTS);
    this.backendTlsPolicies = watch(WatchedKinds.BACKEND_TLS_POLICIES);
    this.backends = watch(WatchedKinds.BACKENDS);
    this.services = watch(WatchedKinds.SERVICES);
    this.endpointSlices = watch(WatchedKinds.ENDPOINT_SLICES);
    this.namespaces = watch(WatchedKinds.NAMESPACES);
    this.secrets = watch(WatchedKinds.SECRETS);
    this.configMaps = watch(WatchedKinds.CONFIG_MAPS);
  }

  @Override
  public void onChange(Consumer<ObjectRef> told) {
    listener = told;
  }

  /**
   * Begins to watch.
   *
   * @param onChange called after each change of what {@link #resources} or {@link #states} say, on
   *     the thread of a watch; must not block
   */
  public void start(Runnable onChange) {
    changed = onChange;
    all.forEach(WatchedObjects::start);
  }

  /** Whether all objects of all kinds have been seen. */
  public boolean isComplete() {
    return all.stream().allMatch(each -> each.watch().state().isComplete());
  }

  /** How each watch is doing. */
  public List<WatchState> states() {
    return all.stream().map(each -> each.watch().state()).toList();
  }

  /** The address of the server. */
  public String server() {
    return surroundings.requests().server();
  }

  /** Whether the server has answered the last request. */
  public boolean isReachable() {
    return surroundings.reachability().isReachable();
  }

  /** All that translation reads, as far as it is known. */
  public Resources resources(ServerRole role) {
    return new Resources(
        gatewayClasses.snapshot(),
        gateways.snapshot(),
        listenerSets.snapshot(),
        httpRoutes.snapshot(),
        grpcRoutes.snapshot(),
        referenceGrants.snapshot(),
        backendTlsPolicies.snapshot(),
        backends.snapshot(),
        services.snapshot(),
        endpointSlices.snapshot(),
        namespaces.snapshot(),
        secrets.snapshot(),
        configMaps.snapshot(),
        new ApiServer.Present(bundle(), role == ServerRole.LEADER));
  }

  /** Whether this process gives out addresses and writes. */
  public enum ServerRole {
    LEADER,
    FOLLOWER
  }

  @Override
  public <T extends HasMetadata> Optional<T> find(Class<T> kind, ObjectKey key) {
    return all.stream()
        .map(WatchedObjects::watch)
        .filter(watch -> watch.kind().model() == kind)
        .findFirst()
        .flatMap(watch -> watch.store().find(key))
        .map(kind::cast);
  }

  @Override
  public Optional<? extends HasMetadata> find(ObjectRef ref) {
    return store(ref.kind()).flatMap(store -> store.find(ref.key()));
  }

  @Override
  public Collection<? extends HasMetadata> all(String kind) {
    return store(kind).<Collection<? extends HasMetadata>>map(ObjectStore::all).orElse(List.of());
  }

  private Optional<ObjectStore<?>> store(String kind) {
    return all.stream()
        .map(WatchedObjects::watch)
        .filter(watch -> watch.kind().name().equals(kind))
        .findFirst()
        .map(KindWatch::store);
  }

  @Override
  public void close() {
    all.forEach(WatchedObjects::close);
    all.forEach(WatchedObjects::join);
  }

  private <T extends HasMetadata> WatchedObjects<T> watch(WatchedKind<T> kind) {
    ObjectKey definition = new ObjectKey("", kind.place().resource());
    WatchedObjects<T> objects =
        new WatchedObjects<>(
            kind,
            surroundings,
            () -> definitions().watch().store().find(definition).isPresent(),
            ref -> listener.accept(ref),
            () -> settled(kind));
    all.add(objects);
    return objects;
  }

  private WatchedObjects<PartialObjectMetadata> definitions() {
    return definitions;
  }

  private void settled(WatchedKind<?> kind) {
    if (kind == WatchedKinds.DEFINITIONS) {
      all.forEach(each -> each.watch().wake());
    }
    changed.run();
  }

  private Bundle bundle() {
    List<ObjectMeta> ours =
        definitions.snapshot().values().stream()
            .map(PartialObjectMetadata::getMetadata)
            .filter(metadata -> metadata.getName().endsWith("." + WatchedKinds.GATEWAY_API))
            .toList();
    return new Bundle(common(ours, BUNDLE_VERSION), common(ours, CHANNEL));
  }

  /** What all say; empty if they do not agree. */
  private static String common(List<ObjectMeta> definitions, String annotation) {
    Set<String> values =
        definitions.stream()
            .map(metadata -> metadata.getAnnotations().getOrDefault(annotation, ""))
            .collect(Collectors.toSet());
    return values.size() == 1 ? values.iterator().next() : "";
  }
}
