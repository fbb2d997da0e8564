package io.rauta.sources.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.call.ScriptedApiServer;
import io.rauta.sources.kubernetes.call.ScriptedApiServer.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseElectionTest {

  private static final ObjectKey LEASE = new ObjectKey("rauta-system", "rauta");
  private static final String PATH =
      "apis/coordination.k8s.io/v1/namespaces/rauta-system/leases/rauta";
  private static final LeaseTimes QUICK =
      new LeaseTimes(Duration.ofSeconds(2), Duration.ofMillis(1_400), Duration.ofMillis(100));

  private final ScriptedApiServer server = new ScriptedApiServer();
  private final List<LeaseElection> started = new ArrayList<>();

  @AfterEach
  void end() {
    server.script(request -> Optional.empty());
    started.forEach(LeaseElection::close);
    server.close();
  }

  @Test
  void oneOfTwoLeads() {
    LeaseElection one = stand("one");
    awaitLeader(one);
    LeaseElection two = stand("two");

    awaitRenewals(5);

    assertThat(one.leads()).isTrue();
    assertThat(two.leads()).isFalse();
    assertThat(spec()).containsEntry("holderIdentity", "one").containsEntry("leaseTransitions", 0);
  }

  @Test
  void aReleasedLeaseIsTakenAtOnce() {
    LeaseElection one = stand("one");
    awaitLeader(one);
    LeaseElection two = stand("two", new LeaseTimes(hour(), hour().dividedBy(2), QUICK.retry()));

    one.close();

    awaitLeader(two);
    assertThat(one.leads()).isFalse();
    assertThat(spec()).containsEntry("holderIdentity", "two").containsEntry("leaseTransitions", 1);
  }

  @Test
  void aLeaderThatCannotRenewStopsBeforeAnotherBegins() {
    LeaseElection one = stand("one");
    awaitLeader(one);
    LeaseElection two = stand("two");

    server.script(request -> isBy("one", request) ? Optional.of(503) : Optional.empty());
    AtomicInteger both = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (two.leads() && one.leads()) {
                both.incrementAndGet();
              }
              return two.leads();
            });

    assertThat(both).hasValue(0);
    assertThat(one.leads()).isFalse();
  }

  @Test
  void theTimesThatOthersWriteDoNotCount() {
    LeaseElection one = stand("one", QUICK, System::nanoTime, () -> Instant.EPOCH);
    awaitLeader(one);
    LeaseElection two =
        stand("two", QUICK, System::nanoTime, () -> Instant.parse("2100-01-01T00:00:00Z"));

    awaitRenewals(40);

    assertThat(one.leads()).isTrue();
    assertThat(two.leads()).isFalse();
  }

  @Test
  void leadershipEndsByTheClockThoughNobodyAnswers() {
    AtomicLong clock = new AtomicLong();
    LeaseElection one = stand("one", QUICK, clock::get, InstantSource.system());
    awaitLeader(one);

    server.script(request -> Optional.of(500));
    awaitRequests(2);
    assertThat(one.leads()).isTrue();
    clock.addAndGet(QUICK.renewal().toNanos());

    assertThat(one.leads()).isFalse();
  }

  @Test
  void eachChangeIsTold() {
    AtomicInteger changes = new AtomicInteger();
    LeaseElection one =
        new LeaseElection(
            server.calls(), LEASE, "one", QUICK, System::nanoTime, InstantSource.system());
    started.add(one);
    one.start(changes::incrementAndGet);
    await().until(() -> changes.get() == 1);

    server.put(
        PATH,
        Map.of("spec", Map.of("holderIdentity", "somebody else", "leaseDurationSeconds", 3_600)));

    await().atMost(Duration.ofSeconds(30)).until(() -> changes.get() == 2);
    assertThat(one.leads()).isFalse();
  }

  @Test
  void aLeaseKeepsWhatOthersWroteInIt() {
    server.put(
        PATH,
        Map.of(
            "metadata",
            Map.of("name", "rauta", "labels", Map.of("team", "edge")),
            "spec",
            Map.of("leaseTransitions", 3)));

    awaitLeader(stand("one"));

    assertThat(server.get(PATH).orElseThrow().get("metadata"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("labels", Map.of("team", "edge"));
    assertThat(spec()).containsEntry("leaseTransitions", 4);
  }

  private LeaseElection stand(String identity) {
    return stand(identity, QUICK);
  }

  private LeaseElection stand(String identity, LeaseTimes times) {
    return stand(identity, times, System::nanoTime, InstantSource.system());
  }

  private LeaseElection stand(
      String identity, LeaseTimes times, LongSupplier nanoClock, InstantSource wallClock) {
    LeaseElection election =
        new LeaseElection(server.calls(), LEASE, identity, times, nanoClock, wallClock);
    started.add(election);
    election.start(() -> {});
    return election;
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }

  private static void awaitLeader(LeaseElection election) {
    await().atMost(Duration.ofSeconds(60)).until(election::leads);
  }

  private void awaitRenewals(int more) {
    int before = server.asked(request -> request.method().equals("PATCH")).size();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                server.asked(request -> request.method().equals("PATCH")).size() >= before + more);
  }

  private void awaitRequests(int more) {
    int before = server.asked(request -> true).size();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.asked(request -> true).size() >= before + more);
  }

  private static boolean isBy(String identity, Asked request) {
    return request.body().get("spec") instanceof Map<?, ?> spec
        && identity.equals(spec.get("holderIdentity"));
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private Map<String, Object> spec() {
    return (Map<String, Object>) server.get(PATH).orElseThrow().getOrDefault("spec", Map.of());
  }
}
