package io.rauta.sources.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.StatusReport.AncestorEntry;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.StatusReport.RouteKind;
import io.rauta.control.StatusReport.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusMergeTest {

  private static final String US = "rauta.io/gateway-controller";
  private static final StatusMerge MERGE =
      new StatusMerge(US, Instant.parse("2026-11-23T08:00:00.5Z"));
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private static final Condition ACCEPTED =
      new Condition("Accepted", Truth.TRUE, "Accepted", "all is well");

  private static final String DEFAULTED =
      """
      {"conditions": [
        {"type": "Accepted", "status": "Unknown", "reason": "Pending", "message": "Waiting",
         "lastTransitionTime": "1970-01-01T00:00:00Z"},
        {"type": "Programmed", "status": "Unknown", "reason": "Pending", "message": "Waiting",
         "lastTransitionTime": "1970-01-01T00:00:00Z"}]}\
      """;

  @Test
  void whatTheApiServerPutThereIsReplaced() {
    assertMerged(
        DEFAULTED,
        MERGE.gateway(json(DEFAULTED), gateway(2, List.of(ACCEPTED), List.of())),
        """
        {"conditions": [
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "all is well",
           "observedGeneration": 2, "lastTransitionTime": "2026-11-23T08:00:00Z"}]}\
        """);
  }

  @Test
  void aTransitionTimeMovesOnlyWithTheStatus() {
    String present =
        """
        {"conditions": [
          {"type": "Accepted", "status": "True", "reason": "Old", "message": "old",
           "observedGeneration": 1, "lastTransitionTime": "2020-02-03T04:05:06Z"},
          {"type": "Programmed", "status": "True", "reason": "Programmed", "message": "",
           "observedGeneration": 1, "lastTransitionTime": "2020-02-03T04:05:06Z"}]}\
        """;
    Condition programmed = new Condition("Programmed", Truth.FALSE, "Invalid", "no");

    assertMerged(
        present,
        MERGE.gateway(json(present), gateway(2, List.of(ACCEPTED, programmed), List.of())),
        """
        {"conditions": [
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "all is well",
           "observedGeneration": 2, "lastTransitionTime": "2020-02-03T04:05:06Z"},
          {"type": "Programmed", "status": "False", "reason": "Invalid", "message": "no",
           "observedGeneration": 2, "lastTransitionTime": "2026-11-23T08:00:00Z"}]}\
        """);
  }

  @Test
  void conditionsOfOthersStayAsAndWhereTheyAreAndOursThatAreNotSaidGo() {
    String present =
        """
        {"conditions": [
          {"type": "example.com/Stale", "status": "Unknown", "reason": "", "message": "",
           "observedGeneration": 7, "lastTransitionTime": "2020-02-03T04:05:06.123+01:00",
           "more": {"of": [null, 1]}},
          {"type": "ResolvedRefs", "status": "True", "reason": "ResolvedRefs", "message": "",
           "lastTransitionTime": "2020-02-03T04:05:06Z"},
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "all is well",
           "observedGeneration": 1, "lastTransitionTime": "2020-02-03T04:05:06Z"},
          {"type": "Ready", "status": "True", "reason": "Ready", "message": "",
           "lastTransitionTime": "2020-02-03T04:05:06Z"}],
         "unknown": {"to": "us"}}\
        """;

    assertMerged(
        present,
        MERGE.gateway(json(present), gateway(1, List.of(ACCEPTED), List.of())),
        """
        {"conditions": [
          {"type": "example.com/Stale", "status": "Unknown", "reason": "", "message": "",
           "observedGeneration": 7, "lastTransitionTime": "2020-02-03T04:05:06.123+01:00",
           "more": {"of": [null, 1]}},
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "all is well",
           "observedGeneration": 1, "lastTransitionTime": "2020-02-03T04:05:06Z"},
          {"type": "Ready", "status": "True", "reason": "Ready", "message": "",
           "lastTransitionTime": "2020-02-03T04:05:06Z"}],
         "unknown": {"to": "us"}}\
        """);
  }

  @Test
  void whatIsSaidAlreadyIsNotWritten() {
    GatewayEntry entry =
        gateway(
            3,
            List.of(ACCEPTED),
            List.of(new ListenerEntry("http", kinds(), 2, List.of(ACCEPTED))));
    Map<String, Object> once = applied(json(DEFAULTED), MERGE.gateway(json(DEFAULTED), entry));
    Map<String, Object> read = json(JSON.asJson(once));

    StatusMerge later = new StatusMerge(US, Instant.parse("2027-01-01T00:00:00Z"));

    assertThat(Json.difference(read, later.gateway(read, entry))).isEmpty();
  }

  @Test
  void listenersKeepWhatOthersSayOfThemAndGoWithTheObject() {
    String present =
        """
        {"listeners": [
          {"name": "gone", "attachedRoutes": 4, "supportedKinds": [], "conditions": []},
          {"name": "http", "attachedRoutes": 1, "filters": ["x"],
           "supportedKinds": [{"group": "g", "kind": "Old"}],
           "conditions": [
             {"type": "Conflicted", "status": "True", "reason": "HostnameConflict",
              "message": "", "lastTransitionTime": "2020-02-03T04:05:06Z"},
             {"type": "example.com/Stale", "status": "True", "reason": "Is", "message": "",
              "lastTransitionTime": "2020-02-03T04:05:06Z"}]}]}\
        """;

    assertMerged(
        present,
        MERGE.gateway(
            json(present),
            gateway(
                5,
                List.of(),
                List.of(
                    new ListenerEntry("http", kinds(), 2, List.of(ACCEPTED)),
                    new ListenerEntry("new", List.of(), 0, List.of())))),
        """
        {"conditions": [],
         "listeners": [
          {"name": "http", "attachedRoutes": 2, "filters": ["x"],
           "supportedKinds": [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute"}],
           "conditions": [
             {"type": "example.com/Stale", "status": "True", "reason": "Is", "message": "",
              "lastTransitionTime": "2020-02-03T04:05:06Z"},
             {"type": "Accepted", "status": "True", "reason": "Accepted",
              "message": "all is well", "observedGeneration": 5,
              "lastTransitionTime": "2026-11-23T08:00:00Z"}]},
          {"name": "new", "attachedRoutes": 0, "conditions": []}]}\
        """);
  }

  @Test
  void addressesAndCountsAreThoseThatAreSaid() {
    String present =
        """
        {"addresses": [{"type": "IPAddress", "value": "10.0.0.1"},
          {"type": "IPAddress", "value": "10.0.0.2", "routability": "Public"}],
         "attachedListenerSets": 3, "conditions": []}\
        """;
    GatewayEntry entry =
        new GatewayEntry(
            1,
            List.of(new Address("IPAddress", "10.0.0.2"), new Address("Hostname", "a.example")),
            List.of(),
            List.of(),
            0);

    assertMerged(
        present,
        MERGE.gateway(json(present), entry),
        """
        {"addresses": [{"type": "IPAddress", "value": "10.0.0.2", "routability": "Public"},
          {"type": "Hostname", "value": "a.example"}],
         "attachedListenerSets": 0, "conditions": []}\
        """);
  }

  @Test
  void aClassSaysWhatItSupports() {
    assertMerged(
        "{}",
        MERGE.gatewayClass(
            Map.of(), new ClassEntry(0, List.of(ACCEPTED), List.of("Gateway", "HTTPRoute"))),
        """
        {"conditions": [
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "all is well",
           "lastTransitionTime": "2026-11-23T08:00:00Z"}],
         "supportedFeatures": [{"name": "Gateway"}, {"name": "HTTPRoute"}]}\
        """);
  }

  private static final String TWO_OF_OURS =
      """
      {"parents": [
        {"controllerName": "rauta.io/gateway-controller", "parentRef": {"name": "gone"},
         "conditions": []}, %s,
        {"controllerName": "rauta.io/gateway-controller",
         "parentRef": {"sectionName": "http", "name": "kept", "port": 80},
         "conditions": [
           {"type": "Accepted", "status": "True", "reason": "Accepted",
            "message": "all is well", "observedGeneration": 1,
            "lastTransitionTime": "2020-02-03T04:05:06Z"},
           {"type": "PartiallyInvalid", "status": "True", "reason": "UnsupportedValue",
            "message": "", "lastTransitionTime": "2020-02-03T04:05:06Z"}]}]}\
      """;

  @Test
  void parentsOfOthersStayAndOursThatAreNotSaidGo() {
    String foreign =
        """
        {"controllerName": "example.com/other", "parentRef": {"name": "x", "group": ""},
         "conditions": [], "more": 1.50}\
        """;
    String present = TWO_OF_OURS.replace("%s", foreign);
    RouteEntry entry =
        new RouteEntry(
            2,
            List.of(
                parent("new", Optional.empty(), Optional.empty()),
                parent("kept", Optional.of("http"), Optional.of(80))));

    assertMerged(
        present,
        MERGE.route(json(present), entry),
        """
        {"parents": [ %s,
          {"controllerName": "rauta.io/gateway-controller",
           "parentRef": {"sectionName": "http", "name": "kept", "port": 80},
           "conditions": [
             {"type": "Accepted", "status": "True", "reason": "Accepted",
              "message": "all is well", "observedGeneration": 2,
              "lastTransitionTime": "2020-02-03T04:05:06Z"}]},
          {"controllerName": "rauta.io/gateway-controller", "parentRef": {"name": "new"},
           "conditions": [
             {"type": "Accepted", "status": "True", "reason": "Accepted",
              "message": "all is well", "observedGeneration": 2,
              "lastTransitionTime": "2026-11-23T08:00:00Z"}]}]}\
        """
            .formatted(foreign));
  }

  @Test
  void aRouteThatIsNotOursLosesOurEntriesOnly() {
    String present =
        """
        {"parents": [
          {"controllerName": "rauta.io/gateway-controller", "parentRef": {"name": "gone"},
           "conditions": []},
          {"controllerName": "example.com/other", "parentRef": {"name": "x"}, "conditions": []}]}\
        """;

    assertMerged(
        present,
        MERGE.route(json(present), new RouteEntry(0, List.of())),
        """
        {"parents": [
          {"controllerName": "example.com/other", "parentRef": {"name": "x"}, "conditions": []}]}\
        """);
    assertThat(MERGE.route(Map.of(), new RouteEntry(0, List.of()))).isEmpty();
  }

  @Test
  void entriesOfOthersCountTowardsTheLimits() {
    List<Object> foreign = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      foreign.add(
          Map.of("controllerName", "example.com/other", "ancestorRef", Map.of("name", "x")));
    }
    Map<String, Object> present = Map.of("ancestors", foreign);
    List<AncestorEntry> ancestors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ancestors.add(new AncestorEntry(new ObjectKey("ns", "gw-" + i), US, List.of(ACCEPTED)));
    }

    Map<String, Object> merged = MERGE.policy(present, new PolicyEntry(1, ancestors));

    List<Map<String, Object>> entries = Json.objects(merged.get("ancestors"));
    assertThat(entries).hasSize(16);
    assertThat(entries.subList(0, 15)).isEqualTo(foreign);
    assertThat(entries.getLast())
        .containsEntry(
            "ancestorRef",
            Map.of(
                "group", "gateway.networking.k8s.io",
                "kind", "Gateway",
                "namespace", "ns",
                "name", "gw-0"));
  }

  @Test
  void whatIsNotOursIsFound() {
    assertThat(MERGE.hasForeign(WrittenKind.GATEWAY, json(DEFAULTED))).isFalse();
    assertThat(
            MERGE.hasForeign(
                WrittenKind.GATEWAY,
                json("{\"listeners\": [{\"conditions\": [{\"type\": \"example.com/Is\"}]}]}")))
        .isTrue();
    assertThat(
            MERGE.hasForeign(
                WrittenKind.HTTP_ROUTE, json("{\"parents\": [{\"controllerName\": \"x.y/z\"}]}")))
        .isTrue();
  }

  private static GatewayEntry gateway(
      long generation, List<Condition> conditions, List<ListenerEntry> listeners) {
    return new GatewayEntry(generation, List.of(), conditions, listeners, 0);
  }

  private static List<RouteKind> kinds() {
    return List.of(new RouteKind("gateway.networking.k8s.io", "HTTPRoute"));
  }

  private static ParentEntry parent(
      String name, Optional<String> sectionName, Optional<Integer> port) {
    return new ParentEntry(
        new ParentRef(
            Optional.empty(), Optional.empty(), Optional.empty(), name, sectionName, port),
        US,
        List.of(ACCEPTED));
  }

  private static void assertMerged(String present, Map<String, Object> merged, String expected) {
    assertThat(json(JSON.asJson(applied(json(present), merged)))).isEqualTo(json(expected));
  }

  private static Map<String, Object> applied(
      Map<String, Object> present, Map<String, Object> merged) {
    Map<String, Object> applied = new LinkedHashMap<>(present);
    applied.putAll(merged);
    return applied;
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private static Map<String, Object> json(String text) {
    return JSON.unmarshal(text, Map.class);
  }
}
