package io.rauta.origins.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void percentilesAreWithinABucket() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int micros = 1; micros <= 10_000; micros++) {
      histogram.record(micros * 1000L);
    }
    assertThat(histogram.percentile(50).toNanos()).isBetween(5_000_000L, 5_100_000L);
    assertThat(histogram.percentile(99).toNanos()).isBetween(9_900_000L, 10_000_000L);
    assertThat(histogram.percentile(100))
        .isEqualTo(histogram.max())
        .isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void addsAndTakesAnyValue() {
    LatencyHistogram one = new LatencyHistogram();
    one.record(Long.MAX_VALUE);
    LatencyHistogram two = new LatencyHistogram();
    two.record(-5);
    two.add(one);
    assertThat(two.total()).isEqualTo(2);
    assertThat(two.percentile(50)).isEqualTo(Duration.ZERO);
    assertThat(two.max().toNanos()).isEqualTo(Long.MAX_VALUE);
  }
}
