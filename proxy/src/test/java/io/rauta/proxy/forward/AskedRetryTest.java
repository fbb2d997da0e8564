package io.rauta.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AskedRetryTest {

  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest(name = "before retry {1} at least {2} ms for a backoff of {0} ms")
  @CsvSource({
    "100, 0, 100",
    "100, 1, 200",
    "100, 2, 400",
    "100, 3, 800",
    "100, 4, 1000",
    "100, 100, 1000",
    "0, 0, 1",
    "3600000000, 0, 3600000",
  })
  void pausesDoubleUpToTenTimesTheBackoff(long backoff, int retries, long atLeast) {
    AskedRetry retry = asked(Optional.of(Duration.ofMillis(backoff)));
    for (int i = 0; i < 100; i++) {
      Duration pause = Duration.ofNanos(retry.pauseNanos(retries, random));
      assertThat(pause)
          .isBetween(Duration.ofMillis(atLeast), Duration.ofMillis(atLeast).multipliedBy(2));
    }
  }

  private static AskedRetry asked(Optional<Duration> backoff) {
    return new AskedRetry(new RetryPolicy.Asked(3, Set.of(503), backoff));
  }
}
