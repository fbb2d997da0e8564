package io.rauta.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.UpstreamAddress;
import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.control.CompileSettings;
import io.rauta.control.Resources;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.topology.build.TopologyBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratedObjectsTest {

  private static final HostPort LOCAL = new HostPort("127.0.0.1", 8080);

  static Stream<Arguments> backends() {
    return Stream.of(
        Arguments.of(network("10.0.0.1"), new EndpointAddress.Ip("10.0.0.1", 80)),
        Arguments.of(network("fd00::1"), new EndpointAddress.Ip("fd00::1", 80)),
        Arguments.of(network("example.com"), new EndpointAddress.Dns("example.com", 80)),
        Arguments.of(
            new UpstreamAddress.Unix("/run/app.sock"), new EndpointAddress.Unix("/run/app.sock")));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void oneBackendGetsEverything(UpstreamAddress backend, EndpointAddress endpoint) {
    ProxyConfig config = compile(GeneratedObjects.oneBackend(LOCAL, backend));
    assertThat(config.clusters().values())
        .singleElement()
        .satisfies(cluster -> assertThat(cluster.endpoints()).containsExactly(endpoint));
    assertThat(rules(config))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.match().path()).isEqualTo(new PathMatch.Prefix("/"));
              assertThat(rule.action()).isInstanceOf(RouteAction.Forward.class);
            });
  }

  @Test
  void listenerBindsWhatWasAsked() {
    assertThat(binds(LOCAL)).containsExactly(new BindAddress.OneAddress("127.0.0.1", 8080));
    assertThat(binds(new HostPort("::1", 81)))
        .containsExactly(new BindAddress.OneAddress("::1", 81));
    assertThat(binds(new HostPort("", 82))).containsExactly(new BindAddress.AllAddresses(82));
  }

  @Test
  void longerPrefixComesFirst() {
    Resources resources =
        new GeneratedObjects(LOCAL)
            .backend("a", network("10.0.0.1"))
            .backend("b", network("10.0.0.2"))
            .route("all", "/", Map.of("a", 1, "b", 3))
            .route("b", "/b", Map.of("b", 1))
            .resources();
    assertThat(rules(compile(resources)))
        .extracting(rule -> rule.match().path())
        .containsExactly(new PathMatch.Prefix("/b"), new PathMatch.Prefix("/"));
  }

  private static List<BindAddress> binds(HostPort listen) {
    return compile(GeneratedObjects.oneBackend(listen, network("10.0.0.1"))).listeners().stream()
        .map(listener -> listener.bind())
        .toList();
  }

  private static List<RouteRule> rules(ProxyConfig config) {
    return config.listeners().stream()
        .flatMap(listener -> listener.scopes().stream())
        .flatMap(scope -> scope.virtualHosts().stream())
        .flatMap(host -> host.rules().stream())
        .toList();
  }

  private static ProxyConfig compile(Resources resources) {
    CompileSettings settings = CompileSettings.DEFAULT;
    return ConfigCompiler.compile(TopologyBuilder.build(resources, settings), settings);
  }

  private static UpstreamAddress network(String host) {
    return new UpstreamAddress.Network(new HostPort(host, 80));
  }
}
