package io.rauta.app.metrics;

import io.netty.util.internal.PlatformDependent;
import io.rauta.app.capacity.FileDescriptors;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Measures this process, under the names that Prometheus clients share. What the system does not
 * tell is left out.
 */
public final class ProcessMetrics {

  private static final Path SELF = Path.of("/proc/self");
  private static final int BYTES_PER_KIB = 1024;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private ProcessMetrics() {}

  /** All of it, as it is now. */
  public static List<MetricFamily> families() {
    List<MetricFamily> families = new ArrayList<>();
    addProcess(families);
    addMemory(families);
    addCollectors(families);
    return families;
  }

  private static void addProcess(List<MetricFamily> families) {
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            cpu ->
                families.add(
                    Families.counter(
                        "process_cpu_seconds", "User and system CPU time.", seconds(cpu))));
    residentBytes()
        .ifPresent(
            bytes ->
                families.add(
                    Families.gauge("process_resident_memory_bytes", "Memory held in RAM.", bytes)));
    openDescriptors()
        .ifPresent(
            count ->
                families.add(Families.gauge("process_open_fds", "Open files and sockets.", count)));
    families.add(
        Families.gauge(
            "process_max_fds", "Limit of open files and sockets.", FileDescriptors.limit()));
    families.add(
        Families.gauge(
            "process_start_time_seconds",
            "When the process started, since the epoch.",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND));
  }

  private static void addMemory(List<MetricFamily> families) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    families.add(
        Families.gauge(
            "jvm_memory_used_bytes",
            "Memory in use, by area.",
            List.of(
                Families.value(heap.getUsed(), area("heap")),
                Families.value(other.getUsed(), area("nonheap")),
                Families.value(PlatformDependent.usedDirectMemory(), area("direct")))));
    families.add(
        Families.gauge(
            "jvm_memory_committed_bytes",
            "Memory taken from the system, by area.",
            List.of(
                Families.value(heap.getCommitted(), area("heap")),
                Families.value(other.getCommitted(), area("nonheap")))));
    families.add(
        Families.gauge(
            "jvm_memory_max_bytes",
            "Limit of memory, by area.",
            List.of(
                Families.value(heap.getMax(), area("heap")),
                Families.value(PlatformDependent.maxDirectMemory(), area("direct")))));
  }

  private static void addCollectors(List<MetricFamily> families) {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    families.add(
        Families.counter(
            "jvm_gc_collections",
            "Garbage collections, by collector.",
            collectors.stream()
                .map(gc -> Families.value(gc.getCollectionCount(), new Label("gc", gc.getName())))
                .toList()));
    families.add(
        Families.counter(
            "jvm_gc_collection_seconds",
            "Time in garbage collections, by collector.",
            collectors.stream()
                .map(
                    gc ->
                        Families.value(
                            gc.getCollectionTime() / MILLIS_PER_SECOND,
                            new Label("gc", gc.getName())))
                .toList()));
  }

  private static OptionalDouble residentBytes() {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.split("\\s+", -1)[1]) * BYTES_PER_KIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble openDescriptors() {
    try (Stream<Path> descriptors = Files.list(SELF.resolve("fd"))) {
      return OptionalDouble.of((double) descriptors.count());
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  private static Label area(String name) {
    return new Label("area", name);
  }
}
