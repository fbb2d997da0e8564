package io.rauta.origins.vectors;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares how counters have grown with what a vector promises. */
final class Counting {

  private static final Pattern REPLY =
      Pattern.compile("rauta_local_replies_total\\{cause=\"([^\"]*)\".*");
  private static final long POLL_MILLIS = 5;

  private Counting() {}

  /**
   * Adds what differs: every answer of the proxy's own must be counted under its cause, and no
   * other. Counters that are written behind an answer get some time.
   */
  static void compare(
      Vector vector, Map<String, Double> before, Target target, List<String> differences)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + target.patience().toNanos();
    Optional<String> difference = difference(vector, before, target.counters());
    while (difference.isPresent() && System.nanoTime() - deadline < 0) {
      Thread.sleep(POLL_MILLIS);
      difference = difference(vector, before, target.counters());
    }
    difference.ifPresent(differences::add);
  }

  private static Optional<String> difference(
      Vector vector, Map<String, Double> before, Map<String, Double> after) {
    Map<String, Integer> causes = new TreeMap<>();
    after.forEach(
        (name, value) -> {
          int grown = (int) (value - before.getOrDefault(name, 0.0));
          Matcher reply = REPLY.matcher(name);
          if (grown != 0 && reply.matches()) {
            causes.put(reply.group(1), grown);
          }
        });
    Map<String, Integer> expected = new TreeMap<>();
    vector
        .promise()
        .answers()
        .forEach(e -> e.cause().ifPresent(c -> expected.merge(c, 1, Integer::sum)));
    if (!causes.equals(expected)) {
      return Optional.of("answers counted by cause: %s, not %s".formatted(causes, expected));
    }
    for (String count : vector.promise().counts()) {
      int blank = count.lastIndexOf(' ');
      String name = count.substring(0, blank);
      double grown = after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
      if (grown != Double.parseDouble(count.substring(blank + 1))) {
        return Optional.of("%s has grown by %s, not as <%s>".formatted(name, grown, count));
      }
    }
    return Optional.empty();
  }
}
