package io.rauta.proxy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives a wheel with a clock that moves by hand. */
class DeadlineWheelTest {

  private static final long TICK_MILLIS = 50;
  private static final long LATEST_MILLIS = 2 * TICK_MILLIS;
  private static final long TURN_MILLIS = 1024 * TICK_MILLIS;

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
  private final List<Timer> expired = new ArrayList<>();
  private DeadlineWheel wheel = new DeadlineWheel(channel.eventLoop(), ticker::nanoTime);

  /** A deadline that notes when it expired and then does one thing more. */
  private final class Timer extends DeadlineWheel.Deadline {
    private final Runnable then;
    private long due;
    private long expiredAt = -1;

    Timer(Runnable then) {
      this.then = then;
    }

    @Override
    protected void expired() {
      expiredAt = now();
      expired.add(this);
      then.run();
    }
  }

  @BeforeEach
  void startAtAnOddTime() {
    ticker.advance(1_234_567, TimeUnit.NANOSECONDS);
    wheel = new DeadlineWheel(channel.eventLoop(), ticker::nanoTime);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 49, 50, 51, 99, 100, 101, 5_000, 51_149, 51_150, 51_200, 51_201, 300_000})
  void expiresNotBeforeItsTimeAndSoonAfter(long millis) {
    Timer timer = armed(millis);
    run(millis + LATEST_MILLIS);
    assertThat(timer.expiredAt).isBetween(timer.due, timer.due + nanos(LATEST_MILLIS));
    assertThat(timer.isArmed()).isFalse();
  }

  @Test
  void expiresOnce() {
    armed(10);
    run(2 * TURN_MILLIS);
    assertThat(expired).hasSize(1);
  }

  @Test
  void moveLaterIsKept() {
    Timer timer = armed(200);
    run(150);
    arm(timer, 1_000);
    run(900);
    assertThat(expired).isEmpty();
    run(100 + LATEST_MILLIS);
    assertThat(timer.expiredAt).isBetween(timer.due, timer.due + nanos(LATEST_MILLIS));
  }

  @Test
  void moveEarlierIsKept() {
    Timer timer = armed(10_000);
    run(500);
    arm(timer, 100);
    run(100 + LATEST_MILLIS);
    assertThat(timer.expiredAt).isBetween(timer.due, timer.due + nanos(LATEST_MILLIS));
  }

  @Test
  void pastTimeExpiresAtOnceAlsoAfterTheWheelStoodStill() {
    armed(100);
    run(20_000);
    expired.clear();
    Timer timer = armed(-10_000);
    run(LATEST_MILLIS);
    assertThat(expired).containsExactly(timer);
  }

  @Test
  void disarmedDoesNotExpireAndCanBeArmedAgain() {
    Timer timer = armed(100);
    wheel.disarm(timer);
    assertThat(timer.isArmed()).isFalse();
    run(1_000);
    assertThat(expired).isEmpty();
    arm(timer, 100);
    run(100 + LATEST_MILLIS);
    assertThat(expired).containsExactly(timer);
  }

  @Test
  void disarmedAndArmedEarlierThanBefore() {
    Timer timer = armed(5_000);
    wheel.disarm(timer);
    arm(timer, 100);
    run(100 + LATEST_MILLIS);
    assertThat(expired).containsExactly(timer);
  }

  @Test
  void removedDoesNotExpireAndLetsTheWheelStop() {
    Timer timer = armed(100);
    wheel.remove(timer);
    wheel.remove(timer);
    run(1_000);
    assertThat(expired).isEmpty();
    assertThat(channel.runScheduledPendingTasks()).as("nothing is scheduled").isEqualTo(-1);
  }

  @Test
  void wheelStopsWhenNothingIsLeft() {
    armed(100);
    run(1_000);
    assertThat(channel.runScheduledPendingTasks()).as("nothing is scheduled").isEqualTo(-1);
  }

  @Test
  void mayArmItselfWhileItExpires() {
    Timer[] self = new Timer[1];
    self[0] = new Timer(() -> arm(self[0], 100));
    arm(self[0], 100);
    run(1_000);
    assertThat(expired).hasSizeBetween(5, 10);
  }

  @Test
  void mayRemoveOthersOfItsSlotWhileItExpires() {
    List<Timer> others = new ArrayList<>();
    Timer first = new Timer(() -> others.forEach(wheel::remove));
    arm(first, 100);
    others.add(armed(100));
    others.add(armed(100));
    run(1_000);
    assertThat(expired).containsExactly(first);
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @Test
  void mayMoveOthersOfItsSlotWhileItExpires() {
    List<Timer> others = new ArrayList<>();
    Timer first = new Timer(() -> others.forEach(other -> arm(other, 500)));
    arm(first, 100);
    others.add(armed(100));
    others.add(armed(100));
    run(300);
    assertThat(expired).containsExactly(first);
    run(300 + LATEST_MILLIS);
    assertThat(expired).containsExactly(first, others.get(0), others.get(1));
  }

  @Test
  void mayArmForNowWhileItExpires() {
    Timer second = new Timer(() -> {});
    arm(new Timer(() -> arm(second, 0)), 100);
    run(100 + 2 * LATEST_MILLIS);
    assertThat(expired).hasSize(2).endsWith(second);
  }

  @Test
  void oneThatFailsKeepsNoOtherFromExpiring() {
    Timer failing =
        new Timer(
            () -> {
              throw new IllegalStateException("on purpose");
            });
    arm(failing, 100);
    Timer sameSlot = armed(100);
    Timer later = armed(500);
    run(1_000);
    assertThat(expired).containsExactly(failing, sameSlot, later);
  }

  @Test
  void loopThatStoodStillExpiresAllThatIsDueAndNothingElse() {
    List<Timer> due = new ArrayList<>();
    for (long millis = 0; millis < 3 * TURN_MILLIS; millis += 777) {
      due.add(armed(millis));
    }
    Timer later = armed(4 * TURN_MILLIS);
    ticker.advance(3 * TURN_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(expired).containsExactlyInAnyOrderElementsOf(due);
    run(TURN_MILLIS + LATEST_MILLIS);
    assertThat(later.expiredAt).isBetween(later.due, later.due + nanos(LATEST_MILLIS));
  }

  /** Thousands of random moves: whatever happens, none is early, none late and none lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomMoves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Timer> timers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      timers.add(new Timer(() -> {}));
    }
    for (int step = 0; step < 2_000; step++) {
      Timer timer = timers.get(random.nextInt(timers.size()));
      switch (random.nextInt(8)) {
        case 0 -> wheel.disarm(timer);
        case 1 -> wheel.remove(timer);
        case 2 -> arm(timer, random.nextLong(3 * TURN_MILLIS));
        default -> arm(timer, random.nextLong(2_000));
      }
      run(random.nextInt(60));
      for (Timer each : expired) {
        assertThat(each.expiredAt).isBetween(each.due, each.due + nanos(LATEST_MILLIS));
      }
      expired.clear();
      for (Timer each : timers) {
        assertThat(each.isArmed() && each.due + nanos(LATEST_MILLIS) < now()).isFalse();
      }
    }
  }

  private Timer armed(long millis) {
    Timer timer = new Timer(() -> {});
    arm(timer, millis);
    return timer;
  }

  private void arm(Timer timer, long millis) {
    timer.due = now() + nanos(millis);
    wheel.arm(timer, timer.due);
  }

  private long now() {
    return ticker.nanoTime();
  }

  private void run(long millis) {
    for (long i = 0; i < millis; i++) {
      ticker.advance(1, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
