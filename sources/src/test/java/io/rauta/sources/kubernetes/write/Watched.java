package io.rauta.sources.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.call.ScriptedApiServer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a watch has seen of a server, which it follows only when it is told to. */
final class Watched implements KnownObjects {

  private final ScriptedApiServer server;
  private final Map<ObjectRef, HasMetadata> objects = new ConcurrentHashMap<>();
  private final Map<ObjectRef, String> paths = new ConcurrentHashMap<>();

  Watched(ScriptedApiServer server) {
    this.server = server;
  }

  void gateway(long generation) {
    server.put(
        StatusWriterTest.GATEWAY_PATH,
        """
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
         "metadata": {"namespace": "infra", "name": "web", "generation": %d}, "spec": {}}\
        """
            .formatted(generation));
    see(
        WrittenKind.GATEWAY.ref(StatusWriterTest.GATEWAY),
        StatusWriterTest.GATEWAY_PATH,
        Gateway.class);
  }

  ObjectKey route(String name, String parents) {
    String path = StatusWriterTest.GATEWAYS + "httproutes/" + name;
    server.put(
        path,
        """
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
         "metadata": {"namespace": "infra", "name": "%s", "generation": 1}, "spec": {},
         "status": {"parents": [%s]}}\
        """
            .formatted(name, parents));
    ObjectKey key = new ObjectKey("infra", name);
    see(WrittenKind.HTTP_ROUTE.ref(key), path, HTTPRoute.class);
    return key;
  }

  void catchUp(Consumer<ObjectRef> told) {
    paths.forEach(
        (ref, path) -> {
          see(ref, path, find(ref).orElseThrow().getClass());
          told.accept(ref);
        });
  }

  private void see(ObjectRef ref, String path, Class<? extends HasMetadata> model) {
    paths.put(ref, path);
    objects.put(
        ref, server.json().unmarshal(server.json().asJson(server.get(path).orElseThrow()), model));
  }

  @Override
  public Optional<HasMetadata> find(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public Collection<? extends HasMetadata> all(String kind) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals(kind))
        .map(Map.Entry::getValue)
        .toList();
  }
}
