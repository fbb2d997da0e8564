package io.rauta.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownNameTest {

  private static final InetAddress ONE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("10.0.0.2");
  private static final InetAddress HIGH = InetAddress.ofLiteral("200.0.0.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");
  private static final long START = -Duration.ofDays(1).toNanos();
  private static final long HOUR = KnownName.STALE_LIMIT.toNanos();

  private final KnownName name = new KnownName();

  @Test
  void isNotAskedAtFirst() {
    assertThat(name.isAsked()).isFalse();
    assertThat(name.addresses()).isEmpty();
  }

  @Test
  void theOrderOfAnAnswerDoesNotMatter() {
    name.answered(List.of(TWO, HIGH, SIX, ONE, TWO), START);
    List<InetAddress> first = name.addresses();
    name.answered(List.of(SIX, ONE, TWO, HIGH), START);
    assertThat(name.addresses()).isEqualTo(first).hasSize(4);
  }

  @Test
  void anAnswerReplacesTheOneBefore() {
    name.answered(List.of(ONE), START);
    name.answered(List.of(TWO), START);
    assertThat(name.addresses()).containsExactly(TWO);
  }

  @Test
  void addressesOutliveFailuresForAnHour() {
    name.answered(List.of(ONE), START);
    name.failed(START + HOUR);
    assertThat(name.addresses()).containsExactly(ONE);
    name.failed(START + HOUR + 1);
    assertThat(name.addresses()).isEmpty();
  }

  @Test
  void anAnswerStartsTheHourAnew() {
    name.answered(List.of(ONE), START);
    name.answered(List.of(ONE), START + HOUR);
    name.failed(START + 2 * HOUR);
    assertThat(name.addresses()).containsExactly(ONE);
  }

  @Test
  void theThirdDenialIsBelieved() {
    name.answered(List.of(ONE), START);
    name.denied();
    name.denied();
    assertThat(name.addresses()).containsExactly(ONE);
    name.denied();
    assertThat(name.addresses()).isEmpty();
  }

  @Test
  void anAnswerRefutesDenials() {
    name.answered(List.of(ONE), START);
    name.denied();
    name.denied();
    name.answered(List.of(ONE), START);
    name.denied();
    name.denied();
    assertThat(name.addresses()).containsExactly(ONE);
  }

  @Test
  void aFailureRefutesNoDenial() {
    name.answered(List.of(ONE), START);
    name.denied();
    name.denied();
    name.failed(START);
    name.denied();
    assertThat(name.addresses()).isEmpty();
  }

  @Test
  void everyOutcomeCountsAsAsked() {
    KnownName denied = new KnownName();
    denied.denied();
    KnownName failed = new KnownName();
    failed.failed(START);
    name.answered(List.of(ONE), START);
    assertThat(List.of(denied, failed, name)).allMatch(KnownName::isAsked);
  }
}
