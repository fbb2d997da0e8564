package io.rauta.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.offline.Translation;
import io.rauta.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTextTest {

  private static final String FILES =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        gatewayClassName: rauta
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: r}
      spec:
        parentRefs: [{name: gw}]
        rules:
        - name: checkout
          matches: [{path: {value: /cart}}]
          timeouts: {request: 10s, backendRequest: 2s}
          retry: {attempts: 3, codes: [503, 500]}
          backendRefs: [{group: gateway.rauta.io, kind: Backend, name: cart}]
        - matches: [{path: {value: /once}}]
          timeouts: {request: 0s}
          retry: {attempts: 0}
          backendRefs: [{group: gateway.rauta.io, kind: Backend, name: cart}]
        - backendRefs: [{group: gateway.rauta.io, kind: Backend, name: cart}]
      ---
      apiVersion: gateway.rauta.io/v1alpha1
      kind: Backend
      metadata: {name: cart}
      spec: {endpoints: [{ip: {address: 127.0.0.1, port: 9000}}]}
      """;

  @Test
  void rulesAreWrittenWithNamesAndTerms(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("gw.yaml"), FILES);
    Translation translation = Translation.of(List.of(file), Settings.defaults());
    assertThat(ConfigText.of(translation.config()))
        .isEqualTo(
            """

            address *:8080
              listener default/gw/http, hostname *
                hostname *
                  prefix /cart
                    HTTPRoute/default/r spec.rules[0].matches[0] "checkout"
                    to 1 Backend/default/cart
                    request timeout 10s
                    timeout of one attempt 2s
                    retry up to 3, on status 500 503, after 25ms or more
                  prefix /once
                    HTTPRoute/default/r spec.rules[1].matches[0]
                    to 1 Backend/default/cart
                    no request timeout
                    no retry
                  prefix /
                    HTTPRoute/default/r spec.rules[2].matches[0]
                    to 1 Backend/default/cart

            backend Backend/default/cart: 127.0.0.1:9000
            """);
  }
}
