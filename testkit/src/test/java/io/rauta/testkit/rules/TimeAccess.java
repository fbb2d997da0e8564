package io.rauta.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Map;
import java.util.Set;

/**
 * Calls, and references to methods, by which code learns the time, waits, or leaves it to chance.
 */
final class TimeAccess {

  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.lang.System",
          Set.of("nanoTime", "currentTimeMillis"),
          "java.time.Instant",
          Set.of("now"),
          "java.time.LocalDate",
          Set.of("now"),
          "java.time.LocalDateTime",
          Set.of("now"),
          "java.time.OffsetDateTime",
          Set.of("now"),
          "java.time.ZonedDateTime",
          Set.of("now"));

  private static final Map<String, Set<String>> CHANCE =
      Map.of("java.lang.Math", Set.of("random"), "java.util.Collections", Set.of("shuffle"));

  /** Reads the time of day or a monotonic clock. */
  static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK = targets("reads a clock", CLOCKS);

  /** Blocks a thread for a time. */
  static final DescribedPredicate<JavaAccess<?>> SLEEPS =
      targets("sleeps", Map.of("java.lang.Thread", Set.of("sleep")));

  /** Gives another result each time. */
  static final DescribedPredicate<JavaAccess<?>> USES_CHANCE = targets("uses chance", CHANCE);

  private TimeAccess() {}

  private static DescribedPredicate<JavaAccess<?>> targets(
      String description, Map<String, Set<String>> methods) {
    return DescribedPredicate.describe(
        description,
        access ->
            methods
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
  }
}
