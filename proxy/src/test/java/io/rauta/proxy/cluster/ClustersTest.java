package io.rauta.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.unix.DomainSocketAddress;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterConfig.Balancing;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.EndpointAddress.Dns;
import io.rauta.config.cluster.EndpointAddress.Ip;
import io.rauta.config.cluster.EndpointAddress.Unix;
import io.rauta.config.cluster.Reach;
import io.rauta.config.cluster.UpstreamProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClustersTest {

  private final FakeDns dns = new FakeDns();
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<Cluster> published = new LinkedBlockingQueue<>();
  private final Clusters clusters =
      new Clusters(dns, nanos::get, published::add, Duration.ofMillis(1));

  @AfterEach
  void close() {
    clusters.close();
    dns.hang.countDown();
  }

  @Test
  void publishesStaticAddressesBeforeItReturns() {
    Cluster cluster =
        reconcileOne(config("a", new Ip("10.0.0.1", 80), new Ip("::1", 81), new Unix("/run/s")));
    assertThat(cluster.hosts().hosts())
        .extracting(Host::address)
        .containsExactly(
            new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 80),
            new InetSocketAddress(InetAddress.ofLiteral("::1"), 81),
            new DomainSocketAddress("/run/s"));
    assertThat(names(cluster)).containsExactly("10.0.0.1:80", "[::1]:81", "unix:/run/s");
    assertThat(published).containsExactly(cluster);
  }

  @Test
  void aLiteralThatIsNoneIsLeftOut() {
    Cluster cluster = reconcileOne(config("a", new Ip("nonsense", 80), new Ip("10.0.0.1", 80)));
    assertThat(names(cluster)).containsExactly("10.0.0.1:80");
  }

  @Test
  void addressesOfANameThatAreNotForOthersAreLeftOut() {
    String[] answer = {
      "127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "fe80::1", "fd00:ec2::254", "10.0.0.1"
    };
    dns.answer("web", answer);
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80, Reach.NETWORK)));
    assertThat(names(cluster)).containsExactly("web:80 (10.0.0.1)");
    cluster = reconcileOne(config("a", new Dns("web", 80)));
    assertThat(names(cluster)).hasSize(answer.length);
  }

  @Test
  void keepsClusterAndHostsAcrossUpdates() {
    Cluster before = reconcileOne(config("a", new Ip("10.0.0.1", 80), new Ip("10.0.0.2", 80)));
    Host second = before.hosts().get(1);
    ClusterConfig changed = config("a", new Ip("10.0.0.3", 80), new Ip("10.0.0.2", 80));
    Cluster after = reconcileOne(changed);
    assertThat(after).isSameAs(before);
    assertThat(after.config()).isSameAs(changed);
    assertThat(names(after)).containsExactly("10.0.0.3:80", "10.0.0.2:80");
    assertThat(after.hosts().get(1)).isSameAs(second);
  }

  @Test
  void publishesNothingWhenNothingChanges() {
    Cluster cluster = reconcileOne(config("a", new Ip("10.0.0.1", 80)));
    HostSet hosts = cluster.hosts();
    ClusterConfig config = cluster.config();
    reconcileOne(config("a", new Ip("10.0.0.1", 80)));
    assertThat(cluster.hosts()).isSameAs(hosts);
    assertThat(cluster.config()).isSameAs(config);
    assertThat(published).hasSize(1);
  }

  @Test
  void retiresWhatIsNotWanted() {
    Cluster gone = reconcileOne(config("a", new Ip("10.0.0.1", 80)));
    HostSet hosts = gone.hosts();
    assertThat(gone.isRetired()).isFalse();
    Cluster other = reconcileOne(config("b", new Ip("10.0.0.1", 80)));
    assertThat(gone.isRetired()).isTrue();
    assertThat(gone.hosts()).isSameAs(hosts);
    assertThat(other.isRetired()).isFalse();
    assertThat(reconcileOne(config("a", new Ip("10.0.0.1", 80)))).isNotSameAs(gone);
  }

  @Test
  void aSlotIsGivenAwayOnlyAfterItsClusterWasRetired() {
    int first = reconcileOne(config("a")).slot();
    int second = reconcileOne(config("b")).slot();
    int third = reconcileOne(config("c")).slot();
    assertThat(second).isNotEqualTo(first);
    assertThat(third).isEqualTo(first);
  }

  @Test
  void slotsAreDense() {
    Map<ClusterId, Cluster> live = reconcile(config("a"), config("b"), config("c"), config("d"));
    assertThat(live.values()).extracting(Cluster::slot).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void theLimitFollowsTheConfiguration() {
    Cluster cluster = reconcileOne(config("a"));
    assertThat(cluster.tryAdmit()).isTrue();
    reconcileOne(limited("a", 1));
    assertThat(cluster.tryAdmit()).isFalse();
    assertThat(cluster.active()).isEqualTo(1);
    cluster.release();
    assertThat(cluster.tryAdmit()).isTrue();
  }

  @Test
  void waitsForTheFirstLookupAndTakesEveryAddress() {
    dns.answer("web", "10.0.0.2", "10.0.0.1");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    assertThat(names(cluster)).containsExactly("web:80 (10.0.0.1)", "web:80 (10.0.0.2)");
  }

  @Test
  void followsAnswersAndKeepsHostsThatStay() {
    dns.answer("web", "10.0.0.1", "10.0.0.2");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    Host staying = cluster.hosts().get(1);
    dns.answer("web", "10.0.0.3", "10.0.0.2");
    await().until(() -> names(cluster).contains("web:80 (10.0.0.3)"));
    assertThat(cluster.hosts().size()).isEqualTo(2);
    assertThat(cluster.hosts().get(0)).isSameAs(staying);
    assertThat(published).containsExactly(cluster, cluster);
  }

  @Test
  void twoClustersShareALookup() {
    dns.answer("web", "10.0.0.1");
    Map<ClusterId, Cluster> live =
        reconcile(config("a", new Dns("web", 80)), config("b", new Dns("web", 81)));
    assertThat(namesOf(live, "a")).containsExactly("web:80 (10.0.0.1)");
    assertThat(namesOf(live, "b")).containsExactly("web:81 (10.0.0.1)");
  }

  @Test
  void anAddressThatTwoEndpointsShareIsOneHost() {
    dns.answer("web", "10.0.0.1");
    Cluster cluster = reconcileOne(config("a", new Ip("10.0.0.1", 80), new Dns("web", 80)));
    assertThat(names(cluster)).containsExactly("10.0.0.1:80");
  }

  @Test
  void failuresKeepAddressesForAnHour() {
    dns.answer("web", "10.0.0.1");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    dns.fail("web");
    dns.awaitLookups("web", 5);
    assertThat(cluster.hosts().size()).isEqualTo(1);
    nanos.addAndGet(Duration.ofMinutes(61).toNanos());
    await().until(() -> cluster.hosts().size() == 0);
    dns.answer("web", "10.0.0.1");
    await().until(() -> cluster.hosts().size() == 1);
  }

  @Test
  void aBrokenResolverIsAFailure() {
    dns.answer("web", "10.0.0.1");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    dns.behave(
        "web",
        _ -> {
          throw new IllegalStateException("broken");
        });
    dns.awaitLookups("web", 5);
    assertThat(cluster.hosts().size()).isEqualTo(1);
  }

  @Test
  void denialsDropTheNameInTheEnd() {
    dns.answer("web", "10.0.0.1");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    dns.deny("web");
    await().until(() -> cluster.hosts().size() == 0);
  }

  @Test
  void aNameThatIsDeniedAtFirstIsFoundLater() {
    dns.deny("web");
    Cluster cluster = reconcileOne(config("a", new Dns("web", 80)));
    assertThat(cluster.hosts()).isEqualTo(HostSet.EMPTY);
    dns.answer("web", "10.0.0.1");
    await().until(() -> cluster.hosts().size() == 1);
  }

  @Test
  void aNameThatHangsHoldsUpNeitherOthersNorTheConfiguration() {
    dns.hang("slow");
    dns.answer("web", "10.0.0.1");
    Map<ClusterId, Cluster> live =
        reconcile(
            config("a", new Dns("slow", 80), new Ip("10.0.0.9", 80)),
            config("b", new Dns("web", 80)));
    assertThat(namesOf(live, "a")).containsExactly("10.0.0.9:80");
    assertThat(namesOf(live, "b")).containsExactly("web:80 (10.0.0.1)");
  }

  @Test
  void hostsStayUntilTheNameThatReplacesThemWasLookedUp() {
    Cluster cluster = reconcileOne(config("a", new Ip("10.0.0.1", 80)));
    dns.hang("slow");
    reconcileOne(config("a", new Dns("slow", 80)));
    assertThat(names(cluster)).containsExactly("10.0.0.1:80");
    dns.answer("slow", "10.0.0.2");
    dns.hang.countDown();
    await().until(() -> names(cluster).equals(List.of("slow:80 (10.0.0.2)")));
  }

  @Test
  void aNameNobodyUsesIsNotLookedUp() {
    dns.answer("web", "10.0.0.1");
    dns.answer("other", "10.0.0.2");
    reconcileOne(config("a", new Dns("web", 80)));
    reconcileOne(config("a", new Dns("other", 80)));
    int before = dns.lookups("web");
    dns.awaitLookups("other", 20);
    assertThat(dns.lookups("web") - before).isLessThanOrEqualTo(1);
  }

  @Test
  void aListenerThatFailsHarmsNoCluster() {
    try (Clusters failing =
        new Clusters(
            dns,
            nanos::get,
            _ -> {
              throw new IllegalStateException("listener");
            })) {
      Map<ClusterId, Cluster> live =
          failing.reconcile(
              byId(config("a", new Ip("10.0.0.1", 80)), config("b", new Ip("10.0.0.2", 80))));
      assertThat(live.values()).allMatch(cluster -> cluster.hosts().size() == 1);
    }
  }

  @Test
  void theSystemKnowsLocalhost() throws UnknownHostException {
    assertThat(Resolver.system().resolve("localhost")).anyMatch(InetAddress::isLoopbackAddress);
  }

  private Cluster reconcileOne(ClusterConfig config) {
    return reconcile(config).values().iterator().next();
  }

  private Map<ClusterId, Cluster> reconcile(ClusterConfig... configs) {
    return clusters.reconcile(byId(configs));
  }

  private static Map<ClusterId, ClusterConfig> byId(ClusterConfig... configs) {
    return Arrays.stream(configs).collect(Collectors.toMap(ClusterConfig::id, Function.identity()));
  }

  private static ClusterConfig config(String id, EndpointAddress... endpoints) {
    return new ClusterConfig(
        new ClusterId(id),
        UpstreamProtocol.Cleartext.HTTP_1,
        List.of(endpoints),
        Balancing.LEAST_REQUEST,
        ConnectionSettings.DEFAULT,
        ClusterLimits.NONE);
  }

  private static ClusterConfig limited(String id, int requests) {
    return new ClusterConfig(
        new ClusterId(id),
        UpstreamProtocol.Cleartext.HTTP_1,
        List.of(),
        Balancing.LEAST_REQUEST,
        ConnectionSettings.DEFAULT,
        new ClusterLimits(requests));
  }

  private static List<String> names(Cluster cluster) {
    return cluster.hosts().hosts().stream().map(Host::name).toList();
  }

  private static List<String> namesOf(Map<ClusterId, Cluster> live, String id) {
    return live.values().stream()
        .filter(cluster -> cluster.id().value().equals(id))
        .flatMap(cluster -> names(cluster).stream())
        .toList();
  }

  /** Answers as it is told; names it was told nothing about do not exist. */
  private static final class FakeDns implements Resolver {

    private interface Behaviour {
      List<InetAddress> resolve(String name) throws UnknownHostException;
    }

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    private final CountDownLatch hang = new CountDownLatch(1);

    void behave(String name, Behaviour behaviour) {
      behaviours.put(name, behaviour);
    }

    void answer(String name, String... addresses) {
      behave(name, _ -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    }

    void deny(String name) {
      behave(name, FakeDns::unknown);
    }

    void fail(String name) {
      behave(
          name,
          _ -> {
            throw new NoAnswerException("server failure");
          });
    }

    /** Holds up a lookup until {@link #hang} is opened; then answers as it is told by then. */
    void hang(String name) {
      behave(
          name,
          new Behaviour() {
            @Override
            public List<InetAddress> resolve(String held) throws UnknownHostException {
              try {
                hang.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              Behaviour told = behaviour(held);
              return told == this ? unknown(held) : told.resolve(held);
            }
          });
    }

    private Behaviour behaviour(String name) {
      return behaviours.getOrDefault(name, FakeDns::unknown);
    }

    int lookups(String name) {
      AtomicInteger count = lookups.get(name);
      return count == null ? 0 : count.get();
    }

    void awaitLookups(String name, int more) {
      int before = lookups(name);
      await().until(() -> lookups(name) >= before + more);
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
      lookups.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
      return behaviour(name).resolve(name);
    }

    private static List<InetAddress> unknown(String name) throws UnknownHostException {
      throw new UnknownHostException(name + ": Name or service not known");
    }
  }
}
