package io.rauta.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Test
  void admitsUpToItsLimitAndAgainWhenOneEnds() {
    Admission admission = new Admission(2);
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isFalse();
    admission.release();
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.active()).isEqualTo(2);
  }

  @Test
  void aLimitCountsWhatWasAdmittedWithoutOne() {
    Admission admission = new Admission(NO_LIMIT);
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isTrue();
    admission.limit(2);
    assertThat(admission.tryAdmit()).isFalse();
    admission.release();
    assertThat(admission.tryAdmit()).isTrue();
    admission.release();
    admission.release();
    assertThat(admission.active()).isZero();
  }

  @Test
  void requestsThatALimitAdmittedEndWithoutOne() {
    Admission admission = new Admission(2);
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isTrue();
    admission.limit(NO_LIMIT);
    admission.release();
    admission.limit(2);
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isFalse();
    assertThat(admission.active()).isEqualTo(2);
  }

  @Test
  void aLoweredLimitAdmitsWhenEnoughHaveEnded() {
    Admission admission = new Admission(3);
    for (int i = 0; i < 3; i++) {
      assertThat(admission.tryAdmit()).isTrue();
    }
    admission.limit(1);
    admission.release();
    admission.release();
    assertThat(admission.tryAdmit()).isFalse();
    admission.release();
    assertThat(admission.tryAdmit()).isTrue();
  }

  @Test
  void neverExceedsItsLimitAcrossThreads() throws Exception {
    Admission admission = new Admission(3);
    AtomicInteger under = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    inParallel(
        random -> {
          for (int i = 0; i < 50_000; i++) {
            if (admission.tryAdmit()) {
              most.accumulateAndGet(under.incrementAndGet(), Math::max);
              under.decrementAndGet();
              admission.release();
            }
          }
        });
    assertThat(most.get()).isBetween(1, 3);
    assertThat(admission.active()).isZero();
  }

  @Test
  void leaksNothingWhileLimitsComeAndGo() throws Exception {
    Admission admission = new Admission(5);
    inParallel(
        random -> {
          int mine = 0;
          for (int i = 0; i < 50_000; i++) {
            if (random.nextInt(100) == 0) {
              admission.limit(random.nextBoolean() ? NO_LIMIT : 1 + random.nextInt(8));
            }
            if (mine > 0 && random.nextBoolean()) {
              mine--;
              admission.release();
            } else if (admission.tryAdmit()) {
              mine++;
            }
          }
          while (mine-- > 0) {
            admission.release();
          }
        });
    assertThat(admission.active()).isZero();
    admission.limit(1);
    assertThat(admission.tryAdmit()).isTrue();
    assertThat(admission.tryAdmit()).isFalse();
  }

  private interface Work {
    void run(SplittableRandom random);
  }

  private static void inParallel(Work work) throws Exception {
    int threads = 4;
    CountDownLatch ready = new CountDownLatch(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        SplittableRandom random = new SplittableRandom(i);
        running.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  work.run(random);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }
}
