package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.config.ApplyReport;
import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.status.StatusComputer;
import io.rauta.control.topology.Carried;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A Secret that can no longer be used goes on being served as it was, and its users say so. */
class BrokenSecretTest {

  private static final ObjectKey CERTIFICATE = new ObjectKey("default", "good");
  private static final CompileSettings SETTINGS = CompileSettings.DEFAULT;

  private final TopologyBuilder builder = new TopologyBuilder(SETTINGS);
  private Carried before = Carried.NOTHING;

  @Test
  void whatItHeldLastIsServedAndItsUsersSaySo() throws IOException {
    Resources good = resources();
    ProxyConfig served = ConfigCompiler.compile(build(good), SETTINGS);
    assertThat(served.listeners()).hasSize(1);

    for (int i = 0; i < 2; i++) {
      Topology topology = build(with(good, Map.of("tls.crt", "broken")));
      ProxyConfig config = ConfigCompiler.compile(topology, SETTINGS);
      assertThat(config).isEqualTo(served);
      assertThat(conditions(topology, config))
          .contains("Accepted=True/Accepted", "Programmed=True/Programmed")
          .contains("ResolvedRefs=False/InvalidCertificateRef");
    }

    Topology mended = build(good);
    assertThat(conditions(mended, ConfigCompiler.compile(mended, SETTINGS)))
        .contains("ResolvedRefs=True/ResolvedRefs");
  }

  @Test
  void whatNeverWasGoodIsNotServed() throws IOException {
    assertThat(ConfigCompiler.compile(build(with(resources(), Map.of())), SETTINGS).listeners())
        .isEmpty();
  }

  @Test
  void aSecretThatIsGoneIsNotServedAndForgotten() throws IOException {
    Resources good = resources();
    build(good);
    assertThat(ConfigCompiler.compile(build(with(good, null)), SETTINGS).listeners()).isEmpty();
    assertThat(ConfigCompiler.compile(build(with(good, Map.of())), SETTINGS).listeners()).isEmpty();
  }

  private Topology build(Resources resources) {
    Topology topology = builder.build(resources, before);
    before = topology.carried();
    return topology;
  }

  private static Resources resources() throws IOException {
    String text =
        Files.readString(
            Path.of("src/test/resources/golden/https-certificate-refs-partly-invalid.yaml"));
    return Objects.parse(
        text.substring(0, text.indexOf("# Expected")).replace("{name: missing}, ", ""));
  }

  /** The same objects, the Secret with other entries, or gone without any. */
  private static Resources with(Resources all, @Nullable Map<String, String> entries) {
    Map<ObjectKey, Secret> secrets = new HashMap<>();
    if (entries != null) {
      Secret secret = new Secret();
      secret.setStringData(entries);
      secrets.put(CERTIFICATE, secret);
    }
    return new Resources(
        all.gatewayClasses(),
        all.gateways(),
        all.listenerSets(),
        all.httpRoutes(),
        all.grpcRoutes(),
        all.referenceGrants(),
        all.backendTlsPolicies(),
        all.backends(),
        all.services(),
        all.endpointSlices(),
        all.namespaces(),
        secrets,
        all.configMaps(),
        all.apiServer());
  }

  private static List<String> conditions(Topology topology, ProxyConfig config) {
    ApplyReport bound =
        new ApplyReport(
            config.listeners().stream()
                .map(ListenerConfig::bind)
                .collect(
                    Collectors.toMap(
                        bind -> bind, bind -> new ApplyReport.BindOutcome.Bound(bind.port()))),
            List.of("192.0.2.10"));
    StatusReport status = StatusComputer.compute(topology, bound, SETTINGS.controllerName());
    return status.gateways().values().iterator().next().listeners().getFirst().conditions().stream()
        .map(BrokenSecretTest::text)
        .toList();
  }

  private static String text(Condition condition) {
    return condition.type() + "=" + condition.status() + "/" + condition.reason();
  }
}
