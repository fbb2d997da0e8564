package io.rauta.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * The buffers of this JVM that were collected without having been released. Has to be asked to
 * {@link #watch} before the first buffer is made.
 */
final class BufferLeaks {

  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger PROBES = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private BufferLeaks() {}

  /** Has every leak reported here from now on. */
  static void watch() {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ReportingFactory());
  }

  /**
   * The leaks of all that was let go before the call, each with where the buffer had been. Loses a
   * buffer itself and waits until that is reported: what was lost earlier is then reported too.
   */
  static List<String> reported() {
    String probe = "probe " + PROBES.incrementAndGet() + " of this check";
    lose(probe);
    Awaitility.await("report of a buffer that was lost on purpose")
        .atMost(PATIENCE)
        .until(() -> collectAndFind(probe));
    List<String> leaks = new ArrayList<>(REPORTS);
    REPORTS.removeAll(leaks);
    return leaks;
  }

  private static void lose(String probe) {
    ByteBufAllocator.DEFAULT.directBuffer(1).touch(probe);
  }

  /** A buffer that is made after a collection brings the reports of what was collected. */
  private static boolean collectAndFind(String probe) {
    System.gc();
    ByteBuf next = ByteBufAllocator.DEFAULT.directBuffer(1);
    next.release();
    return REPORTS.removeIf(report -> report.contains(probe));
  }

  /** Makes detectors that report here, besides what they log. */
  private static final class ReportingFactory extends ResourceLeakDetectorFactory {

    @Override
    @SuppressWarnings("deprecation") // declared so by the class that demands it
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return newResourceLeakDetector(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      ResourceLeakDetector<T> detector = new ResourceLeakDetector<>(resource, samplingInterval);
      detector.setLeakListener((type, records) -> REPORTS.add(type + records));
      return detector;
    }
  }
}
