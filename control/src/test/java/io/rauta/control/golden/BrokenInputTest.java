package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Translates the objects of each golden file after breaking them at random: translation never
 * throws, and never serves anything else to those whose objects are in order. The seed is part of
 * each message; the system property {@code rauta.seed} repeats a run, and {@code rauta.rounds}
 * makes it longer.
 */
class BrokenInputTest {

  private static final int ROUNDS = Integer.getInteger("rauta.rounds", 60);
  private static final BindAddress BYSTANDER = new BindAddress.OneAddress("127.99.0.1", 8080);
  private static final ClusterId BYSTANDER_CLUSTER = new ClusterId("Backend/bystander/app");
  private static final String BYSTANDERS =
      """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gw, namespace: bystander, creationTimestamp: "2020-01-01T00:00:00Z"}
      spec:
        gatewayClassName: bystander
        addresses: [{value: 127.99.0.1}]
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: r, namespace: bystander}
      spec:
        parentRefs: [{name: gw}]
        rules: [{backendRefs: [{group: gateway.rauta.io, kind: Backend, name: app}]}]
      ---
      apiVersion: gateway.rauta.io/v1alpha1
      kind: Backend
      metadata: {name: app, namespace: bystander}
      spec: {endpoints: [{ip: {address: 127.0.0.1, port: 3000}}]}
      """;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void neverThrowsAndNeverHarmsABystander(Path file) throws IOException {
    String text = Files.readString(file);
    String input = text.substring(0, text.indexOf("# Expected")) + BYSTANDERS;
    ProxyConfig alone = Translation.of(Objects.parse(BYSTANDERS), "alone").config();
    long first = Long.getLong("rauta.seed", new Random().nextLong());
    for (long seed = first; seed < first + ROUNDS; seed++) {
      String where = file.getFileName() + " with rauta.seed=" + seed;
      Mutation mutation = new Mutation(new Random(seed));
      Resources resources =
          Objects.parse(
              input,
              (object, document) -> {
                if (!object.key().namespace().equals("bystander")) {
                  mutation.apply(document);
                }
              });
      Translation translation = Translation.of(resources, where);
      assertThat(bystander(translation.config())).as(where).isEqualTo(bystander(alone));
      assertThat(cluster(translation.config())).as(where).isEqualTo(cluster(alone));
      assertThat(translation.status().gateways())
          .as(where)
          .containsKey(new ObjectKey("bystander", "gw"));
    }
  }

  private static ListenerConfig bystander(ProxyConfig config) {
    return config.listeners().stream()
        .filter(listener -> listener.bind().equals(BYSTANDER))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not bound: " + BYSTANDER));
  }

  private static ClusterConfig cluster(ProxyConfig config) {
    ClusterConfig cluster = config.clusters().get(BYSTANDER_CLUSTER);
    if (cluster == null) {
      throw new AssertionError("absent: " + BYSTANDER_CLUSTER);
    }
    return cluster;
  }
}
