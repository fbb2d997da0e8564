package io.rauta.sources.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.control.ApiServer;
import io.rauta.control.GatewayObject;
import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.call.ScriptedApiServer;
import io.rauta.sources.kubernetes.call.ScriptedApiServer.Asked;
import io.rauta.sources.kubernetes.write.WriteCounts.Result;
import io.rauta.sources.kubernetes.write.WriteCounts.Series;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

  static final String US = "rauta.io/gateway-controller";
  static final ObjectKey GATEWAY = new ObjectKey("infra", "web");
  static final String GATEWAYS = "apis/gateway.networking.k8s.io/v1/namespaces/infra/";
  static final String GATEWAY_PATH = GATEWAYS + "gateways/web";
  private static final String ACCOUNTS = "api/v1/namespaces/infra/serviceaccounts/";

  private final ScriptedApiServer server = new ScriptedApiServer();
  private final Watched watched = new Watched(server);
  private final Leader leader = new Leader();
  private final StatusWriter writer =
      new StatusWriter(
          server.calls(),
          server.json(),
          watched,
          leader,
          US,
          System::nanoTime,
          InstantSource.system());

  @AfterEach
  void end() {
    writer.close();
    server.close();
  }

  @Test
  void whatIsSaidIsWrittenOnce() {
    watched.gateway(1);
    writer.publish(Reports.report(1, "is"));
    awaiting().until(() -> message().equals("is"));

    watched.catchUp(writer::changed);
    writer.publish(Reports.report(1, "is"));
    writer.publish(Reports.report(1, "was"));
    awaiting().until(() -> message().equals("was"));
    awaiting().until(() -> writer.counts().pending() == 0);

    assertThat(server.writes()).hasSize(2);
    assertThat(writer.counts().writes())
        .containsEntry(new Series("Gateway", Result.WRITTEN), 2L)
        .hasSize(1);
  }

  @Test
  void aNewLeaderWritesNothingThatIsThereAlready() {
    watched.gateway(1);
    writer.publish(Reports.report(1, "is"));
    awaiting().until(() -> message().equals("is"));
    watched.catchUp(writer::changed);
    try (StatusWriter successor =
        new StatusWriter(
            server.calls(),
            server.json(),
            watched,
            leader,
            US,
            System::nanoTime,
            InstantSource.system())) {
      successor.publish(Reports.report(1, "is"));
      awaiting().until(() -> !server.asked(Asked::isList).isEmpty());
      awaiting().until(() -> successor.counts().pending() == 0);
    }

    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void nothingIsWrittenByWhoeverDoesNotLead() {
    watched.gateway(1);
    writer.publish(
        Reports.withServer(
            Reports.report(1, "no"), new ApiServer.Present(new ApiServer.Bundle("", ""), false)));
    leader.leads = false;
    writer.publish(Reports.report(1, "neither"));
    writer.changed(WrittenKind.GATEWAY.ref(GATEWAY));
    leader.leads = true;
    writer.publish(Reports.report(1, "yes"));

    awaiting().until(() -> message().equals("yes"));
    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void aReportAboutAnotherVersionOfTheObjectIsNotWritten() {
    watched.gateway(2);
    writer.publish(Reports.report(1, "old"));
    writer.publish(Reports.report(2, "new"));

    awaiting().until(() -> message().equals("new"));
    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void afterAConflictTheObjectIsReadAndMergedAgain() {
    watched.gateway(1);
    Map<String, Object> changed = new HashMap<>(server.get(GATEWAY_PATH).orElseThrow());
    Map<String, Object> foreign = Map.of("type", "example.com/Stale", "status", "True");
    changed.put("status", Map.of("conditions", List.of(foreign)));
    server.put(GATEWAY_PATH, changed);

    writer.publish(Reports.report(1, "is"));

    awaiting().until(() -> conditions().size() == 2);
    assertThat(conditions().getFirst()).isEqualTo(foreign);
    assertThat(writer.counts().writes())
        .containsEntry(new Series("Gateway", Result.CONFLICT), 1L)
        .containsEntry(new Series("Gateway", Result.WRITTEN), 1L);
  }

  @Test
  void whatIsGoneIsForgotten() {
    watched.gateway(1);
    server.remove(GATEWAY_PATH);

    writer.publish(Reports.report(1, "is"));

    awaiting()
        .until(() -> writer.counts().writes().containsKey(new Series("Gateway", Result.ABSENT)));
    awaiting().until(() -> writer.counts().pending() == 0);
    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void whatFailedIsTriedAgain() {
    watched.gateway(1);
    AtomicInteger failures = new AtomicInteger(2);
    server.script(
        request ->
            request.method().equals("PATCH") && failures.getAndDecrement() > 0
                ? Optional.of(500)
                : Optional.empty());

    writer.publish(Reports.report(1, "is"));

    awaiting().until(() -> message().equals("is"));
    assertThat(writer.counts().writes()).containsEntry(new Series("Gateway", Result.FAILED), 2L);
  }

  @Test
  void aSlowObjectHoldsUpNoOther() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    watched.gateway(1);
    List<ObjectKey> routes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      routes.add(watched.route("route-" + i, ""));
    }
    server.script(
        request -> {
          if (request.path().contains("route-7/")) {
            awaitLatch(slow);
          }
          return Optional.empty();
        });

    writer.publish(Reports.report(1, "is", routes));

    awaiting().until(() -> message().equals("is"));
    awaiting().until(() -> writer.counts().pending() == 1);
    slow.countDown();
    awaiting().until(() -> writer.counts().pending() == 0);
    assertThat(server.writes()).hasSize(101);
  }

  @Test
  void whileTheServerFailsOneIsTriedAtATime() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<ObjectKey> routes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      routes.add(watched.route("route-" + i, ""));
    }
    watched.gateway(1);
    server.script(request -> Optional.of(503));
    writer.publish(Reports.report(1, "is", routes));
    awaiting().until(() -> server.writes().size() > Pace.MOST_UNDER_WAY);
    server.script(
        request -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          underWay.decrementAndGet();
          return Optional.of(503);
        });
    int before = server.writes().size();

    awaiting().until(() -> server.writes().size() > before + 2);

    assertThat(most).hasValue(1);
    assertThat(server.writes().size()).isLessThan(60);
  }

  @Test
  void aRouteThatIsNotOursLosesOurEntriesAndKeepsThoseOfOthersAsTheyWere() {
    watched.gateway(1);
    watched.route(
        "left",
        """
        {"controllerName": "rauta.io/gateway-controller", "parentRef": {"name": "web"},
         "conditions": []},
        {"controllerName": "example.com/other", "parentRef": {"name": "x"}, "conditions": [],
         "more": []}\
        """);

    writer.publish(Reports.report(1, "is"));

    awaiting()
        .untilAsserted(
            () ->
                assertThat(status(GATEWAYS + "httproutes/left").get("parents"))
                    .isEqualTo(
                        List.of(
                            Map.of(
                                "controllerName",
                                "example.com/other",
                                "parentRef",
                                Map.of("name", "x"),
                                "conditions",
                                List.of(),
                                "more",
                                List.of()))));
  }

  @Test
  void whatTheServerDoesNotKeepIsNotWrittenOverAndOver() {
    watched.gateway(1);
    server.admission(
        body -> {
          Map<String, Object> changed = new HashMap<>(body);
          changed.remove("status");
          return changed;
        });

    writer.publish(Reports.report(1, "is"));
    awaiting().until(() -> !server.writes().isEmpty());
    watched.route("other", "");
    writer.publish(Reports.report(1, "is", List.of(new ObjectKey("infra", "other"))));
    awaiting().until(() -> server.writes().size() >= 2);

    assertThat(server.asked(request -> request.path().startsWith(GATEWAY_PATH)).size())
        .isLessThan(5);
  }

  @Test
  void aGatewayGetsItsAccountAndLosesIt() {
    watched.gateway(1);
    GatewayObject account =
        new GatewayObject.Account("rauta-web", Map.of("a", "1", "b", "2"), Map.of("c", "3"));
    writer.publish(Reports.withObjects(Reports.report(1, "is"), Map.of(GATEWAY, account)));
    awaiting().until(() -> server.get(ACCOUNTS + "rauta-web").isPresent());
    Map<String, Object> made = metadata(ACCOUNTS + "rauta-web");
    assertThat(made.get("labels")).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(Json.objects(made.get("ownerReferences")).getFirst())
        .containsEntry("uid", "uid-" + GATEWAY_PATH)
        .containsEntry("controller", true);

    writer.publish(
        Reports.withObjects(
            Reports.report(1, "is"),
            Map.of(
                GATEWAY,
                new GatewayObject.Account("rauta-web", Map.of("a", "9"), Map.of("c", "3")))));
    awaiting()
        .untilAsserted(
            () ->
                assertThat(metadata(ACCOUNTS + "rauta-web").get("labels"))
                    .isEqualTo(Map.of("a", "9")));

    writer.publish(Reports.report(1, "is"));
    awaiting().until(() -> server.get(ACCOUNTS + "rauta-web").isEmpty());
  }

  @Test
  void anObjectOfThatNameThatIsNotOursIsLeftAlone() {
    watched.gateway(1);
    server.put(ACCOUNTS + "rauta-web", Map.of("metadata", Map.of("name", "rauta-web")));
    Map<String, Object> before = server.get(ACCOUNTS + "rauta-web").orElseThrow();

    writer.publish(
        Reports.withObjects(
            Reports.report(1, "is"),
            Map.of(GATEWAY, new GatewayObject.Account("rauta-web", Map.of("a", "1"), Map.of()))));
    awaiting()
        .until(
            () ->
                writer
                    .counts()
                    .writes()
                    .containsKey(new Series("ServiceAccount", Result.CONFLICT)));
    awaiting().until(() -> writer.counts().pending() == 0);

    assertThat(server.get(ACCOUNTS + "rauta-web")).contains(before);
  }

  private static ConditionFactory awaiting() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String message() {
    return conditions().isEmpty() ? "" : Json.text(conditions().getFirst().get("message"));
  }

  private List<Map<String, Object>> conditions() {
    return Json.objects(status(GATEWAY_PATH).get("conditions"));
  }

  private Map<String, Object> status(String path) {
    return Json.object(server.get(path).orElseThrow().get("status"));
  }

  private Map<String, Object> metadata(String path) {
    return Json.object(server.get(path).orElseThrow().get("metadata"));
  }
}
