package io.rauta.sources.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.rauta.control.ApiServer.Bundle;
import io.rauta.control.ApiServer.Present;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.sources.kubernetes.KubernetesSettings.Saving;
import io.rauta.sources.kubernetes.json.ModelJson;
import io.rauta.sources.kubernetes.lease.Leadership;
import io.rauta.sources.kubernetes.snapshot.SavedResources;
import io.rauta.sources.kubernetes.snapshot.SavedResources.Keys;
import io.rauta.sources.kubernetes.watch.WatchState;
import io.rauta.sources.kubernetes.watch.WatchState.Phase;
import io.rauta.sources.kubernetes.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KubernetesSourceTest {

  private static final String SERVICES = "/api/v1/services";
  private static final String CONFIG_MAPS = "/api/v1/configmaps";
  private static final String ROUTES = ScriptedApi.HTTP_ROUTES;
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private final ModelJson json = new ModelJson();
  private final List<Resources> handedOn = new CopyOnWriteArrayList<>();
  private final List<ObjectRef> named = new CopyOnWriteArrayList<>();
  private ScriptedApi api;
  private Watches watches;
  private KubernetesSource source;

  @BeforeEach
  void startServer() throws Exception {
    api = new ScriptedApi();
    prepare(Optional.empty(), Duration.ofMinutes(1));
  }

  @AfterEach
  void end() {
    source.close();
    api.close();
  }

  @Test
  void firstSnapshotHasAllObjects() {
    api.define(ROUTES);
    for (int i = 0; i < 10; i++) { // more than one part of a list
      route("route-" + i, 1, "");
    }
    source.start(handedOn::add);
    assertThat(handedOn.getFirst().httpRoutes()).hasSize(10);
    assertThat(handedOn.getFirst().apiServer()).isEqualTo(new Present(new Bundle("", ""), false));
    assertThat(watches.states())
        .filteredOn(state -> state.phase() == Phase.UNKNOWN_KIND)
        .extracting(WatchState::kind)
        .contains("Gateway", "Backend")
        .doesNotContain("HTTPRoute", "Service");
  }

  @Test
  void changesAreFollowedAndShareTheRest() {
    api.define(ROUTES);
    route("a", 1, "");
    source.start(handedOn::add);
    api.put(SERVICES, "cart", "", "");
    awaitNewest(resources -> resources.services().containsKey(key("cart")));
    assertThat(newest().httpRoutes()).isSameAs(handedOn.getFirst().httpRoutes());
    HTTPRoute before = requireNonNull(newest().httpRoutes().get(key("a")));
    route("b", 1, "");
    awaitNewest(resources -> resources.httpRoutes().containsKey(key("b")));
    assertThat(newest().httpRoutes().get(key("a"))).isSameAs(before);
    api.delete(ROUTES, "a");
    awaitNewest(resources -> !resources.httpRoutes().containsKey(key("a")));
  }

  @Test
  void statusAloneMakesNoSnapshotButIsKnown() {
    api.define(ROUTES);
    route("a", 1, "");
    source.start(handedOn::add);
    HTTPRoute before = requireNonNull(newest().httpRoutes().get(key("a")));
    named.clear();
    route("a", 1, ",\"status\":{\"parents\":[]}");
    await().atMost(LONG).until(() -> known("a").getStatus() != null);
    assertThat(named).containsExactly(new ObjectRef("HTTPRoute", key("a")));
    assertThat(known("a").getSpec()).isSameAs(before.getSpec());
    api.put(SERVICES, "next", "", "");
    awaitNewest(resources -> resources.services().containsKey(key("next")));
    assertThat(newest().httpRoutes().get(key("a"))).isSameAs(before);
    route("a", 2, "");
    awaitNewest(resources -> resources.httpRoutes().get(key("a")) != before);
  }

  @Test
  void whatNobodyReadsIsLeftOut() {
    api.put(
        CONFIG_MAPS,
        "authorities",
        ",\"annotations\":{\"a\":\"b\"}",
        ",\"data\":{\"ca.crt\":\"PEM\",\"other\":\"ballast\"}");
    source.start(handedOn::add);
    ConfigMap map = requireNonNull(newest().configMaps().get(key("authorities")));
    assertThat(map.getData()).containsOnlyKeys("ca.crt");
    assertThat(map.getMetadata().getManagedFields()).isEmpty();
    assertThat(map.getMetadata().getAnnotations()).isEmpty();
  }

  @Test
  void kindIsPickedUpWhenItsDefinitionAppears() {
    source.start(handedOn::add);
    assertThat(newest().httpRoutes()).isEmpty();
    api.put(
        ScriptedApi.DEFINITIONS,
        "httproutes.gateway.networking.k8s.io",
        ",\"annotations\":{\"gateway.networking.k8s.io/bundle-version\":\"v1.7.0\","
            + "\"gateway.networking.k8s.io/channel\":\"standard\"}",
        "");
    api.define(ROUTES); // a moment later, as real servers do
    route("a", 1, "");
    awaitNewest(resources -> resources.httpRoutes().containsKey(key("a")));
    assertThat(newest().apiServer())
        .isEqualTo(new Present(new Bundle("v1.7.0", "standard"), false));
  }

  @Test
  void whatHappenedDuringAnOutageIsSeenAfterIt() throws Exception {
    api.define(ROUTES);
    route("stays", 1, "");
    route("goes", 1, "");
    source.start(handedOn::add);
    HTTPRoute stays = newest().httpRoutes().get(key("stays"));
    api.stop();
    api.delete(ROUTES, "goes");
    route("comes", 1, "");
    api.forget();
    await().atMost(LONG).until(() -> !watches.isReachable());
    api.restart();
    awaitNewest(resources -> resources.httpRoutes().containsKey(key("comes")));
    awaitNewest(resources -> !resources.httpRoutes().containsKey(key("goes")));
    assertThat(newest().httpRoutes().get(key("stays"))).isSameAs(stays);
  }

  @Test
  void watchGoesOnWhereItWas() throws Exception {
    api.define(ROUTES);
    source.start(handedOn::add);
    api.stop();
    route("comes", 1, "");
    api.restart();
    awaitNewest(resources -> resources.httpRoutes().containsKey(key("comes")));
    assertThat(api.requests()).filteredOn(ROUTES::equals).hasSize(1); // lists
  }

  @Test
  void forbiddenKindHoldsTheStartAndSaysWhy() {
    api.forbid(SERVICES);
    CompletableFuture<Void> start = CompletableFuture.runAsync(() -> source.start(handedOn::add));
    await().atMost(LONG).until(() -> !state("Service").problem().isEmpty());
    await().atMost(LONG).until(() -> state("ConfigMap").isComplete());
    assertThat(state("Service").problem())
        .startsWith("may not be listed and watched; grant get, list and watch on services (");
    assertThat(handedOn).isEmpty();
    api.allow(SERVICES);
    assertThat(start).succeedsWithin(LONG);
    assertThat(state("Service").problem()).isEmpty();
  }

  @Test
  void savedSnapshotIsServedUntilTheServerAnswers() throws Exception {
    SavedResources saved = new SavedResources(folder.resolve("state"), Keys.LEFT_OUT, json);
    api.define(ROUTES);
    route("a", 1, "");
    source.close();
    prepare(Optional.of(saved), Duration.ofMinutes(1));
    source.start(handedOn::add);
    source.close(); // writes what waits
    handedOn.clear();

    api.stop();
    prepare(Optional.of(saved), Duration.ofMillis(50));
    source.start(handedOn::add);
    assertThat(newest().httpRoutes()).containsOnlyKeys(key("a"));
    assertThat(watches.isComplete()).isFalse();
    route("b", 1, "");
    api.restart();
    awaitNewest(resources -> resources.httpRoutes().containsKey(key("b")));
  }

  @Test
  void damagedSnapshotIsNotServed() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.writeString(state.resolve("resources"), "nothing of use");
    api.stop();
    source.close();
    prepare(Optional.of(new SavedResources(state, Keys.LEFT_OUT, json)), Duration.ofMillis(50));
    CompletableFuture<Void> start = CompletableFuture.runAsync(() -> source.start(handedOn::add));
    await()
        .atMost(LONG) // only one of the watches tries a server that is away
        .until(() -> watches.states().stream().anyMatch(watch -> !watch.problem().isEmpty()));
    assertThat(handedOn).isEmpty();
    api.restart();
    assertThat(start).succeedsWithin(LONG);
  }

  @Test
  void unusableKubeconfigsSayWhatIsWrong() throws Exception {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> open(missing)).hasMessage(missing + ": no such file");
    Path empty = Files.writeString(folder.resolve("empty"), "apiVersion: v1\nkind: Config\n");
    assertThatThrownBy(() -> open(empty))
        .hasMessage(empty + ": has no current-context that it defines");
    assertThatThrownBy(() -> ClusterClients.open(Optional.empty(), Map.of(), json, new LongAdder()))
        .hasMessageStartingWith("no API server is known");
  }

  private void open(Path kubeconfig) throws Exception {
    ClusterConnection.open(
            new KubernetesSettings(
                Optional.of(kubeconfig), "c", key("lease"), LONG, new Saving.Off()),
            Map.of())
        .close();
  }

  private void prepare(Optional<SavedResources> saved, Duration syncTimeout) throws Exception {
    watches =
        new Watches(
            ClusterClients.open(Optional.of(kubeconfig()), Map.of(), json, new LongAdder()),
            json,
            System::nanoTime,
            RandomGenerator.getDefault());
    watches.onChange(named::add);
    source = new KubernetesSource(watches, new Follower(), saved, syncTimeout, System::nanoTime);
  }

  private Path kubeconfig() throws IOException {
    return api.kubeconfig(folder);
  }

  private void route(String name, int generation, String rest) {
    api.put(
        ROUTES,
        name,
        ",\"generation\":" + generation,
        ",\"spec\":{\"hostnames\":[\"%s.example\"]}%s".formatted(name, rest));
  }

  private HTTPRoute known(String name) {
    return watches.find(HTTPRoute.class, key(name)).orElseThrow();
  }

  private WatchState state(String kind) {
    return watches.states().stream()
        .filter(state -> state.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Resources newest() {
    return handedOn.getLast();
  }

  private void awaitNewest(java.util.function.Predicate<Resources> condition) {
    await().atMost(LONG).until(() -> condition.test(newest()));
  }

  private static ObjectKey key(String name) {
    return new ObjectKey("shop", name);
  }

  private record Follower() implements Leadership {
    @Override
    public boolean leads() {
      return false;
    }

    @Override
    public void start(Runnable changed) {}

    @Override
    public void close() {}
  }
}
