package io.rauta.sources.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CandidateTest {

  private static final long SECOND = 1_000_000_000;

  private final Candidate candidate = new Candidate("me", LeaseTimes.USUAL);

  @Test
  void whatWasNeverReadMayNotBeTaken() {
    assertThat(candidate.mustRead()).isTrue();
    assertThat(candidate.untilFree(0)).isPositive();
  }

  @Test
  void aLeaseThatDoesNotExistIsFree() {
    candidate.sawNone();

    assertThat(candidate.untilFree(0)).isZero();
  }

  @Test
  void aReleasedLeaseIsFree() {
    candidate.saw(held("1", ""), 0);

    assertThat(candidate.untilFree(0)).isZero();
    assertThat(candidate.isOthers()).isFalse();
  }

  @Test
  void ourOwnLeaseIsRenewedWithoutReadingIt() {
    candidate.saw(held("1", "me"), 0);

    assertThat(candidate.mustRead()).isFalse();
    assertThat(candidate.untilFree(0)).isZero();
  }

  @Test
  void theLeaseOfAnotherIsFreeOnceItHasNotChangedForItsDuration() {
    candidate.saw(held("1", "you"), 0);
    candidate.saw(held("1", "you"), 9 * SECOND);
    assertThat(candidate.untilFree(9 * SECOND)).isEqualTo(Duration.ofSeconds(1));

    candidate.saw(held("2", "you"), 9 * SECOND);
    assertThat(candidate.untilFree(10 * SECOND)).isEqualTo(Duration.ofSeconds(9));

    candidate.saw(held("2", "you"), 19 * SECOND);
    assertThat(candidate.untilFree(19 * SECOND)).isZero();
  }

  @Test
  void aDoubtDoesNotBeginTheWaitAnew() {
    candidate.saw(held("1", "you"), 0);
    candidate.doubt();
    assertThat(candidate.untilFree(20 * SECOND)).isPositive();

    candidate.saw(held("1", "you"), 20 * SECOND);

    assertThat(candidate.untilFree(20 * SECOND)).isZero();
  }

  private static LeaseRecord held(String version, String holder) {
    return new LeaseRecord(version, holder, "", 10, 0);
  }
}
