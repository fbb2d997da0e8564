package io.rauta.sources.kubernetes.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.control.api.Backend;
import io.rauta.control.api.BackendSpec;
import org.junit.jupiter.api.Test;

final class ModelJsonTest {

  @Test
  void readsOurOwnKindAndItsStatus() {
    Object read =
        new ModelJson()
            .reader(Backend.class)
            .readValue(
                """
                {"apiVersion": "gateway.rauta.io/v1alpha1", "kind": "Backend",
                 "metadata": {"name": "outside", "namespace": "shop", "resourceVersion": "7"},
                 "spec": {"endpoints": [{"ip": {"address": "192.0.2.1", "port": 80}}]},
                 "status": {"conditions": [{"type": "Accepted", "status": "True"}]}}
                """);

    assertThat(read)
        .isInstanceOfSatisfying(
            Backend.class,
            backend -> {
              assertThat(backend.getMetadata().getName()).isEqualTo("outside");
              assertThat(backend.getSpec().endpoints())
                  .extracting(BackendSpec.Endpoint::ip)
                  .containsExactly(new BackendSpec.Ip("192.0.2.1", 80));
              assertThat(backend.getStatus()).containsKey("conditions");
            });
  }
}
