package io.rauta.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rauta.config.ApplyReport;
import io.rauta.config.DataPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ControlLoopTest {

  private static final ApplyReport NO_LISTENERS = new ApplyReport(Map.of(), List.of());

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final HandedSource source = new HandedSource();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void servesBeforeItPublishesAndStartReturnsAfterBoth() throws InterruptedException {
    try (ControlLoop loop =
        loop(
            config -> {
              clock.addAndGet(7);
              events.add("apply");
              return NO_LISTENERS;
            })) {
      Applied first = loop.start();

      assertThat(first.generation()).isEqualTo(1);
      assertThat(loop.current()).isEqualTo(first);
      assertThat(take(3)).containsExactly("apply", "publish", "applied 1 in 0+7");
      source.hand(Resources.EMPTY);
      assertThat(take(3)).containsExactly("apply", "publish", "applied 2 in 0+7");
    }
    assertThat(source.closed).isTrue();
  }

  @Test
  void keepsOnlyTheNewestSnapshotWhileARoundIsUnderWay() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch secondRound = new CountDownLatch(1);
    AtomicInteger rounds = new AtomicInteger();
    try (ControlLoop loop =
        loop(
            config -> {
              if (rounds.incrementAndGet() == 2) {
                secondRound.countDown();
                await(release);
              }
              return NO_LISTENERS;
            })) {
      loop.start();
      source.hand(Resources.EMPTY);
      await(secondRound);
      for (int i = 0; i < 100; i++) {
        source.hand(Resources.EMPTY);
      }
      release.countDown();
      assertThat(take(6)).contains("applied 2 in 0+0", "applied 3 in 0+0");
    }
    assertThat(rounds).hasValue(3);
  }

  @Test
  void anErrorEndsOneRoundOnly() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    try (ControlLoop loop =
        loop(
            config -> {
              if (rounds.incrementAndGet() == 2) {
                throw new IllegalStateException("boom");
              }
              return NO_LISTENERS;
            })) {
      loop.start();
      take(2);
      source.hand(Resources.EMPTY);
      assertThat(take(1)).containsExactly("failed boom");
      assertThat(loop.current().generation()).isEqualTo(1);
      source.hand(Resources.EMPTY);
      assertThat(take(2)).containsExactly("publish", "applied 2 in 0+0");
    }
  }

  @Test
  void startThrowsTheErrorOfTheFirstRound() {
    try (ControlLoop loop =
        loop(
            config -> {
              throw new IllegalStateException("boom");
            })) {
      assertThatThrownBy(loop::start).isInstanceOf(IllegalStateException.class).hasMessage("boom");
    }
  }

  @Test
  void closeWithoutStartReturns() {
    ControlLoop loop = loop(config -> NO_LISTENERS);
    loop.close();
    assertThat(loop.current().generation()).isZero();
  }

  private ControlLoop loop(DataPlane dataPlane) {
    return new ControlLoop(
        source,
        dataPlane,
        report -> events.add("publish"),
        CompileSettings.DEFAULT,
        new Recorder(),
        clock::get);
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("event %s of %s after %s", i + 1, count, taken).isNotNull();
      taken.add(event);
    }
    return taken;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Recorder implements ApplyListener {
    @Override
    public void applied(Applied applied, long translateNanos, long applyNanos) {
      events.add("applied " + applied.generation() + " in " + translateNanos + "+" + applyNanos);
    }

    @Override
    public void failed(RuntimeException failure) {
      events.add("failed " + failure.getMessage());
    }
  }

  private static final class HandedSource implements ResourceSource {
    private Consumer<Resources> sink = resources -> {};
    private boolean closed;

    @Override
    public void start(Consumer<Resources> to) {
      sink = to;
      hand(Resources.EMPTY);
    }

    void hand(Resources resources) {
      sink.accept(resources);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
