package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the backend saw of one vector, and how that differs from what it may see. */
final class UpstreamView {

  private static final long POLL_MILLIS = 2;

  /** Fields that a proxy makes itself. */
  private static final Set<String> MADE =
      Set.of(
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-request-id",
          "content-length",
          "transfer-encoding",
          "connection",
          "te",
          "upgrade");

  private final VectorOrigin origin;
  private final Vector vector;

  UpstreamView(VectorOrigin origin, Vector vector) {
    this.origin = origin;
    this.vector = vector;
  }

  private List<VectorOrigin.Seen> requests() {
    return origin.seen().stream().filter(seen -> !seen.isCanary()).toList();
  }

  /** What was seen, a line for each request. */
  List<String> lines() {
    return requests().stream().map(UpstreamView::line).toList();
  }

  private static String line(VectorOrigin.Seen seen) {
    String start = seen.head().map(UpstreamView::describe).orElse("malformed");
    return seen.whole().isPresent() ? start : start + " (cut)";
  }

  private static String describe(MessageHead head) {
    String host = VectorClient.list(head.values("host")).replaceAll(":[0-9]*$", "");
    boolean isDotted = host.endsWith(".");
    return head.method()
        + ' '
        + (isDotted ? host.substring(0, host.length() - 1) : host)
        + ' '
        + VectorClient.shortened(head.target());
  }

  /** Waits until a connection has ended that has to end. */
  void awaitFate(Duration patience, List<String> differences) throws InterruptedException {
    if (!vector.promise().backend().equals(Optional.of(Promise.Fate.CLOSED))) {
      return;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (requests().isEmpty() || !origin.hasEnded(requests().getLast().connection())) {
      if (System.nanoTime() - deadline > 0) {
        differences.add("the backend's connection stays open");
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Adds what differs from what the vector allows, once the canary has been answered. */
  void compare(List<String> differences) {
    List<VectorOrigin.Seen> all = requests();
    List<VectorOrigin.Seen> whole = all.stream().filter(r -> r.whole().isPresent()).toList();
    List<String> allowed = allowed();
    if (whole.size() != allowed.size()) {
      differences.add("the backend saw %s, not %s".formatted(lines(), allowed));
      return;
    }
    for (int i = 0; i < allowed.size(); i++) {
      compare(allowed.get(i), whole.get(i).whole().orElseThrow(), differences);
    }
    List<String> beginnings = beginnings();
    all.stream()
        .filter(request -> request.whole().isEmpty())
        .map(request -> request.head().map(UpstreamView::describe).orElse("malformed"))
        .filter(start -> !beginnings.contains(start))
        .forEach(start -> differences.add("the backend saw the beginning of " + start));
    compareConnections(all, differences);
  }

  private List<String> allowed() {
    return vector
        .promise()
        .upstream()
        .map(lines -> lines.stream().filter(line -> !line.startsWith("part ")).toList())
        .orElseGet(this::followingFromAnswers);
  }

  private List<String> followingFromAnswers() {
    boolean isPlayed = !vector.backend().isEmpty();
    return isPlayed
        ? List.of(firstLine())
        : vector.promise().answers().stream().flatMap(e -> e.upstream().stream()).toList();
  }

  /** The request of a vector that is about its answer. */
  private String firstLine() {
    String method = vector.promise().answers().getFirst().method();
    return method + " a /vector";
  }

  private List<String> beginnings() {
    List<String> beginnings = new ArrayList<>();
    vector.promise().answers().forEach(e -> e.beginning().ifPresent(beginnings::add));
    vector.promise().upstream().orElse(List.of()).stream()
        .filter(line -> line.startsWith("part "))
        .forEach(line -> beginnings.add(line.substring(5)));
    return beginnings;
  }

  private static void compare(String expected, Message actual, List<String> differences) {
    List<String> words = List.of(expected.split(" +", -1));
    String start = String.join(" ", words.subList(0, 3));
    if (!start.equals(describe(actual.head()))) {
      differences.add("the backend saw <%s>, not <%s>".formatted(describe(actual.head()), start));
      return;
    }
    property(expected, "data", VectorClient.escaped(actual.bodyText()), differences);
    Expectation.property(expected, "names")
        .ifPresent(
            names ->
                same(
                    "names",
                    VectorClient.list(notMade(List.of(names.split(",", -1)))),
                    VectorClient.list(notMade(names(actual.head().fields()))),
                    differences));
    property(expected, "trailers", VectorClient.list(names(actual.trailers())), differences);
    FieldCheck.compare(expected, actual.head(), differences);
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  private static List<String> notMade(List<String> names) {
    return names.stream().filter(name -> !MADE.contains(name.toLowerCase(Locale.ROOT))).toList();
  }

  private static void property(String line, String name, String actual, List<String> differences) {
    Expectation.property(line, name).ifPresent(value -> same(name, value, actual, differences));
  }

  private static void same(String what, String expected, String actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add("the backend saw %s <%s>, not <%s>".formatted(what, actual, expected));
    }
  }

  /** Whether the canary came over the connection of the vector's last request. */
  private void compareConnections(List<VectorOrigin.Seen> all, List<String> differences) {
    Optional<Promise.Fate> fate = vector.promise().backend();
    if (fate.isEmpty() || all.isEmpty()) {
      return;
    }
    boolean isReused = origin.seen().getLast().connection() == all.getLast().connection();
    if (isReused != (fate.get() == Promise.Fate.KEPT)) {
      differences.add("the backend's connection was " + (isReused ? "" : "not ") + "reused");
    }
  }
}
