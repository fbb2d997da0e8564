package io.rauta.proxy.cluster;

import static io.rauta.config.cluster.ClusterConfig.Balancing.LEAST_REQUEST;
import static io.rauta.config.cluster.ClusterConfig.Balancing.ROUND_ROBIN;
import static io.rauta.proxy.cluster.LoadBalancer.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.cluster.ClusterConfig.Balancing;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LoadBalancerTest {

  private static final InFlight IDLE = _ -> 0;

  @ParameterizedTest
  @EnumSource
  void withoutHostsPicksNone(Balancing balancing) {
    assertThat(balancer(balancing).pick(0, IDLE, NONE)).isEqualTo(NONE);
  }

  @ParameterizedTest
  @EnumSource
  void picksTheOnlyHost(Balancing balancing) {
    assertThat(balancer(balancing).pick(1, IDLE, NONE)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotPickTheOnlyHostTwice(Balancing balancing) {
    assertThat(balancer(balancing).pick(1, IDLE, 0)).isEqualTo(NONE);
  }

  @ParameterizedTest
  @EnumSource
  void picksEveryHostButTheExcludedOne(Balancing balancing) {
    LoadBalancer balancer = balancer(balancing);
    for (int size = 2; size < 6; size++) {
      for (int excluded = 0; excluded < size; excluded++) {
        int without = excluded;
        int[] picks = picks(balancer, size, IDLE, excluded, 500);
        assertThat(picks[excluded]).isZero();
        assertThat(IntStream.range(0, size).filter(i -> i != without)).allMatch(i -> picks[i] > 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExcludedHostThatLeftExcludesNone(Balancing balancing) {
    int[] picks = picks(balancer(balancing), 3, IDLE, 7, 300);
    assertThat(picks).doesNotContain(0);
  }

  @ParameterizedTest
  @EnumSource
  void theSetMayShrinkBetweenPicks(Balancing balancing) {
    LoadBalancer balancer = balancer(balancing);
    for (int size = 9; size > 0; size--) {
      assertThat(balancer.pick(size, IDLE, NONE)).isBetween(0, size - 1);
    }
  }

  @Test
  void leastRequestPicksTheLessBusyOfTwo() {
    LoadBalancer balancer = balancer(LEAST_REQUEST);
    for (int i = 0; i < 100; i++) {
      assertThat(balancer.pick(2, host -> host == 0 ? 5 : 4, NONE)).isEqualTo(1);
    }
  }

  @Test
  void leastRequestNeverPicksTheBusiest() {
    assertThat(picks(balancer(LEAST_REQUEST), 5, host -> host == 3 ? 1 : 0, NONE, 2_000)[3])
        .isZero();
  }

  @Test
  void leastRequestSpreadsOverIdleHosts() {
    assertThat(IntStream.of(picks(balancer(LEAST_REQUEST), 4, IDLE, NONE, 4_000)))
        .allMatch(count -> count > 700 && count < 1_300);
  }

  @Test
  void leastRequestLevelsWhatIsUnderWay() {
    int[] under = new int[10];
    LoadBalancer balancer = balancer(LEAST_REQUEST);
    for (int i = 0; i < 10_000; i++) {
      under[balancer.pick(under.length, host -> under[host], NONE)]++;
    }
    int most = Arrays.stream(under).max().orElseThrow();
    int least = Arrays.stream(under).min().orElseThrow();
    assertThat(most - least).isLessThan(10);
  }

  @Test
  void roundRobinPicksEachInTurn() {
    LoadBalancer balancer = balancer(ROUND_ROBIN);
    int last = balancer.pick(3, IDLE, NONE);
    for (int i = 0; i < 10; i++) {
      int next = balancer.pick(3, IDLE, NONE);
      assertThat(next).isEqualTo((last + 1) % 3);
      last = next;
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOverAHostThatJustRefused(Balancing balancing) {
    InFlight second = suspect(1);
    int[] picks = picks(balancer(balancing), 3, second, NONE, 300);
    assertThat(picks[1]).isZero();
    assertThat(picks[0]).isPositive();
    assertThat(picks[2]).isPositive();
    assertThat(picks(balancer(balancing), 3, second, 0, 100)).containsExactly(0, 0, 100);
  }

  @ParameterizedTest
  @EnumSource
  void picksAHostThatJustRefusedWhereThereIsNoOther(Balancing balancing) {
    assertThat(balancer(balancing).pick(1, suspect(0), NONE)).isZero();
    assertThat(picks(balancer(balancing), 2, suspect(1), 0, 10)).containsExactly(0, 10);
    assertThat(picks(balancer(balancing), 3, suspect(0, 1, 2), NONE, 300)).doesNotContain(0);
  }

  private static InFlight suspect(int... hosts) {
    return new InFlight() {
      @Override
      public int of(int host) {
        return 0;
      }

      @Override
      public boolean isSuspect(int host) {
        return IntStream.of(hosts).anyMatch(suspect -> suspect == host);
      }
    };
  }

  private static LoadBalancer balancer(Balancing balancing) {
    return LoadBalancer.of(balancing, new SplittableRandom(11));
  }

  private static int[] picks(
      LoadBalancer balancer, int size, InFlight inFlight, int excluded, int times) {
    int[] picks = new int[size];
    for (int i = 0; i < times; i++) {
      picks[balancer.pick(size, inFlight, excluded)]++;
    }
    return picks;
  }
}
