package io.rauta.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.tls.PrivateKeyText;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Test
  void recordsChoicesAndDurationsAreReadable() {
    ClusterId id = new ClusterId("Backend/default/a");
    ClusterConfig cluster =
        new ClusterConfig(
            id,
            UpstreamProtocol.Cleartext.HTTP_1,
            List.of(new EndpointAddress.Ip("127.0.0.1", 80)),
            ClusterConfig.Balancing.LEAST_REQUEST,
            ConnectionSettings.DEFAULT,
            ClusterLimits.NONE);
    assertThat(Json.write(Map.of(id, cluster)))
        .isEqualToNormalizingNewlines(
            """
            {
              "Backend/default/a" : {
                "id" : {
                  "value" : "Backend/default/a"
                },
                "protocol" : {
                  "type" : "Cleartext",
                  "version" : "http-1"
                },
                "endpoints" : [ {
                  "type" : "Ip",
                  "ip" : "127.0.0.1",
                  "port" : 80
                } ],
                "balancing" : "least-request",
                "connections" : {
                  "connectTimeout" : "PT5S",
                  "idleTimeout" : "PT1M",
                  "maxAge" : "PT1H"
                },
                "limits" : {
                  "requests" : 2147483647
                }
              }
            }\
            """);
  }

  @Test
  void emptyOptionalIsLeftOut() {
    assertThat(Json.write(new Pair(Optional.empty(), Optional.of(1))))
        .isEqualToNormalizingNewlines("{\n  \"b\" : 1\n}");
  }

  @Test
  void conditionsReadAsTheApiWritesThem() {
    assertThat(Json.write(new StatusReport.Condition("Accepted", Truth.TRUE, "Accepted", "")))
        .contains("\"status\" : \"True\"");
    assertThat(Json.write(List.of(Truth.FALSE, Truth.UNKNOWN)))
        .isEqualTo("[ \"False\", \"Unknown\" ]");
  }

  @Test
  void credentialsAreNotShown() {
    HeaderEdits edits =
        new HeaderEdits(
            List.of(new HeaderEdits.Field("Authorization", "Basic c2VjcmV0")),
            List.of(
                new HeaderEdits.Field("x-api-key", "c2VjcmV0"), new HeaderEdits.Field("a", "b")),
            List.of("x-token"));
    assertThat(Json.write(edits)).doesNotContain("c2VjcmV0").contains("[redacted]", "\"b\"");
    assertThat(Json.write(new HeaderMatch("cookie", new ValueMatch.Regex("session=1"))))
        .doesNotContain("session")
        .contains("[redacted]");
  }

  @Test
  void privateKeysAreNotShown() {
    TlsIdentity identity =
        new TlsIdentity(
            "Secret/default/cert",
            "-----BEGIN CERTIFICATE-----",
            new PrivateKeyText("-----BEGIN PRIVATE KEY-----"),
            Instant.EPOCH);
    assertThat(Json.write(identity)).doesNotContain("PRIVATE").contains("[redacted]");
    assertThat(identity.toString()).doesNotContain("PRIVATE");
  }

  /** Two that may be absent. */
  public record Pair(Optional<String> a, Optional<Integer> b) {}
}
