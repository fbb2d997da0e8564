package io.rauta.sources.kubernetes.write;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusSink;
import io.rauta.sources.kubernetes.call.ApiAnswer;
import io.rauta.sources.kubernetes.call.ApiCall;
import io.rauta.sources.kubernetes.call.ApiCall.Verb;
import io.rauta.sources.kubernetes.call.ApiCalls;
import io.rauta.sources.kubernetes.lease.Leadership;
import io.rauta.sources.kubernetes.write.WriteCounts.Result;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes status to an API server while this replica leads: of each object the difference between
 * what the newest report says and what the newest version shows, bound to that version. What others
 * have written stays as it is.
 *
 * <p>One thread of its own decides; requests are under way beside it, one at most for each object.
 */
public final class StatusWriter implements StatusSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  /** An object that has just been written rests, so that what follows is written at once. */
  private static final long REST_NANOS = 200_000_000;

  private static final long FIRST_BACK_OFF_NANOS = 1_000_000_000;
  private static final long LONGEST_BACK_OFF_NANOS = 30_000_000_000L;
  private static final int CONFLICTS_IN_A_ROW = 3;

  private final ApiCalls calls;
  private final Leadership leadership;
  private final String controllerName;
  private final LongSupplier nanoClock;
  private final InstantSource wallClock;
  private final NewestObjects newest;
  private final Inbox inbox = new Inbox();
  private final WriteQueue queue = new WriteQueue();
  private final Pace pace = new Pace(() -> ThreadLocalRandom.current().nextDouble());
  private final WriteCounts counts = new WriteCounts();
  private final Map<ObjectRef, Integer> failures = new HashMap<>();
  private final Set<ObjectRef> stale = new HashSet<>();
  private final Set<String> complaints = new HashSet<>();
  private final Thread thread;
  private Optional<Wishes> wishes = Optional.empty();
  private int underWay;

  /**
   * A writer that has nothing to say yet.
   *
   * @param calls sends the requests
   * @param json makes values of objects
   * @param known the newest objects
   * @param leadership whether to write
   * @param controllerName under which routes and policies are answered for
   * @param nanoClock a monotonic clock in nanoseconds
   * @param wallClock for times of transition
   */
  public StatusWriter(
      ApiCalls calls,
      KubernetesSerialization json,
      KnownObjects known,
      Leadership leadership,
      String controllerName,
      LongSupplier nanoClock,
      InstantSource wallClock) {
    this.calls = calls;
    this.leadership = leadership;
    this.controllerName = controllerName;
    this.nanoClock = nanoClock;
    this.wallClock = wallClock;
    this.newest = new NewestObjects(known, json);
    this.thread = Thread.ofPlatform().name("status-writer").daemon().start(this::run);
  }

  @Override
  public void publish(StatusReport report) {
    inbox.put(report);
  }

  /** The watch shows another version of an object, or none any more. From any thread. */
  public void changed(ObjectRef ref) {
    inbox.put(ref);
  }

  /** How much was written. */
  public WriteCounts counts() {
    return counts;
  }

  /** Ends writing; what is under way may still be done. */
  @Override
  public void close() {
    inbox.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        Inbox.Batch batch = inbox.take(patience());
        if (batch.closed()) {
          return;
        }
        batch.answers().forEach(this::answered);
        batch.changed().forEach(this::look);
        batch.report().ifPresent(this::take);
        send();
        counts.pending(queue.pending());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(ObjectRef ref) {
    newest.changed(ref);
    if (WrittenKind.of(ref).isPresent() && wishes.isPresent()) {
      queue.add(ref);
    }
  }

  private void take(StatusReport report) {
    boolean may =
        report.apiServer() instanceof ApiServer.Present present
            && present.leads()
            && leadership.leads();
    if (!may) {
      stop();
      return;
    }
    Wishes newer = new Wishes(report);
    if (wishes.isEmpty()) {
      for (WrittenKind kind : WrittenKind.values()) {
        newest.all(kind).forEach(queue::add);
      }
    }
    wishes.orElseGet(() -> new Wishes(StatusReport.EMPTY)).changedIn(report).forEach(queue::add);
    wishes = Optional.of(newer);
  }

  private void stop() {
    wishes = Optional.empty();
    queue.clear();
    newest.clear();
    failures.clear();
    stale.clear();
  }

  private void send() {
    while (wishes.isPresent() && pace.allows(underWay, nanoClock.getAsLong())) {
      if (!leadership.leads()) {
        stop();
        return;
      }
      Optional<ObjectRef> ref = queue.next(nanoClock.getAsLong());
      if (ref.isEmpty()) {
        return;
      }
      Optional<ApiCall> call = plan(ref.get(), wishes.get());
      if (call.isEmpty()) {
        queue.done(ref.get());
      } else {
        send(ref.get(), call.get(), wishes.get());
      }
    }
  }

  private void send(ObjectRef ref, ApiCall call, Wishes wanted) {
    underWay++;
    calls
        .send(call)
        .thenAccept(answer -> inbox.put(new Answered(ref, call, wanted, answer)))
        .exceptionally(
            e -> {
              LOG.error("an answer to {} was lost", call.path(), e);
              return null;
            });
  }

  /** The next request about an object; empty if it is as it has to be. */
  private Optional<ApiCall> plan(ObjectRef ref, Wishes wanted) {
    Optional<WrittenKind> kind = WrittenKind.of(ref);
    Optional<View> view = newest.find(ref);
    if (kind.isEmpty() || view.isEmpty()) {
      return Optional.empty();
    }
    return wanted
        .of(kind.get(), ref.key())
        .filter(wish -> wish.generation() == 0 || wish.generation() == view.get().generation())
        .flatMap(wish -> plan(kind.get(), ref, view.get(), wish));
  }

  private Optional<ApiCall> plan(WrittenKind kind, ObjectRef ref, View view, Wish wish) {
    StatusMerge merge = new StatusMerge(controllerName, wallClock.instant());
    Map<String, Object> status = view.status();
    Map<String, Object> difference = Json.difference(status, wish.edit().apply(merge, status));
    if (difference.isEmpty()) {
      return Optional.empty();
    }
    String path = kind.resource().path(ref.key());
    if (stale.contains(ref) || (!view.exact() && merge.hasForeign(kind, status))) {
      return Optional.of(ApiCall.of(Verb.GET, path));
    }
    return Optional.of(
        new ApiCall(
            Verb.PATCH,
            path + "/status",
            Map.of(
                "metadata",
                Map.of("resourceVersion", view.resourceVersion()),
                "status",
                difference)));
  }

  private void answered(Answered answered) {
    underWay--;
    ObjectRef ref = answered.ref();
    boolean writes = answered.call().verb() != Verb.GET;
    if (writes) {
      counts.count(ref.kind(), result(answered.answer()));
    }
    switch (answered.answer()) {
      case ApiAnswer.Done done -> done(answered, done.object());
      case ApiAnswer.Conflict conflict -> {
        pace.succeeded();
        stale.add(ref);
        if (failures.merge(ref, 1, Integer::sum) > CONFLICTS_IN_A_ROW) {
          backOff(ref);
        } else {
          queue.add(ref);
          queue.done(ref);
        }
      }
      case ApiAnswer.Absent absent -> {
        pace.succeeded();
        newest.gone(ref);
        failures.remove(ref);
        stale.remove(ref);
        queue.done(ref);
      }
      case ApiAnswer.Refused refused -> {
        complain(answered, refused.code() + " " + refused.message());
        failed(ref);
      }
      case ApiAnswer.Failed failed -> {
        complain(answered, failed.why());
        failed(ref);
      }
    }
  }

  private void done(Answered answered, Map<String, Object> object) {
    ObjectRef ref = answered.ref();
    pace.succeeded();
    complaints.clear();
    stale.remove(ref);
    newest.answered(ref, object);
    if (answered.call().verb() == Verb.GET) {
      queue.add(ref);
      queue.done(ref);
      return;
    }
    boolean kept =
        wishes.filter(wanted -> wanted == answered.wishes()).isEmpty()
            || plan(ref, answered.wishes()).isEmpty();
    if (kept) {
      failures.remove(ref);
      queue.rest(ref, nanoClock.getAsLong() + REST_NANOS);
    } else {
      complain(answered, "the API server does not keep what is written");
      failures.merge(ref, 1, Integer::sum);
      backOff(ref);
    }
  }

  private void failed(ObjectRef ref) {
    pace.failed(nanoClock.getAsLong());
    stale.add(ref);
    failures.merge(ref, 1, Integer::sum);
    backOff(ref);
  }

  private void backOff(ObjectRef ref) {
    long wait =
        pace.backOff(failures.getOrDefault(ref, 1), FIRST_BACK_OFF_NANOS, LONGEST_BACK_OFF_NANOS);
    queue.again(ref);
    queue.rest(ref, nanoClock.getAsLong() + wait);
  }

  private void complain(Answered answered, String why) {
    String kind = answered.ref().kind();
    if (complaints.add(kind + answered.call().verb() + why)) {
      LOG.warn(
          "status not written object=\"{}\" verb={}: {}",
          answered.ref(),
          answered.call().verb(),
          why);
    }
  }

  private long patience() {
    long now = nanoClock.getAsLong();
    Optional<Long> woken = queue.nextWake(now);
    long patience = Inbox.EVER;
    if (woken.isPresent()) {
      patience = Math.min(patience, woken.get() - now);
    }
    if (!queue.isEmpty() && pace.isSlow() && underWay == 0) {
      patience = Math.min(patience, pace.opens() - now);
    }
    return Math.max(patience, 1);
  }

  private static Result result(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done done -> Result.WRITTEN;
      case ApiAnswer.Conflict conflict -> Result.CONFLICT;
      case ApiAnswer.Absent absent -> Result.ABSENT;
      case ApiAnswer.Refused refused -> Result.REFUSED;
      case ApiAnswer.Failed failed -> Result.FAILED;
    };
  }
}
