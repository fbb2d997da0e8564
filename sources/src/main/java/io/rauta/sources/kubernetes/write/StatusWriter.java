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
  private static final int MOST_COMPLAINTS = 100;
  private static final int FORBIDDEN = 403;
  private static final Wishes NOTHING = new Wishes(StatusReport.EMPTY);

  private final ApiCalls calls;
  private final Leadership leadership;
  private final LongSupplier nanoClock;
  private final NewestObjects newest;
  private final Planner planner;
  private final Inbox inbox = new Inbox();
  private final WriteQueue queue = new WriteQueue();
  private final Pace pace = new Pace(() -> ThreadLocalRandom.current().nextDouble());
  private final WriteCounts counts = new WriteCounts();
  private final Map<ObjectRef, Integer> failures = new HashMap<>();
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
    this.nanoClock = nanoClock;
    this.newest = new NewestObjects(known, json);
    this.planner = new Planner(newest, controllerName, wallClock);
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
    Optional<WrittenKind> kind = WrittenKind.of(ref);
    if (kind.isPresent() && wishes.isPresent() && newest.changed(kind.get(), ref)) {
      queue.add(ref);
      addSlices(ref);
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
      queue.add(Planner.ACCOUNTS);
    }
    wishes.orElse(NOTHING).changedIn(newer).forEach(queue::add);
    wishes = Optional.of(newer);
  }

  private void stop() {
    wishes = Optional.empty();
    queue.clear();
    planner.clear();
    failures.clear();
    complaints.clear();
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
      switch (planner.plan(ref.get(), wishes.get())) {
        case Plan.Nothing nothing -> queue.done(ref.get());
        case Plan.Send send -> send(ref.get(), send.call(), wishes.get());
        case Plan.Blocked blocked -> {
          complain(ref.get(), Verb.PATCH, blocked.why());
          queue.done(ref.get());
        }
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

  private void answered(Answered answered) {
    underWay--;
    ObjectRef ref = answered.ref();
    boolean writes = isWrite(answered.call().verb());
    if (writes) {
      counts.count(ref.kind(), result(answered.answer()));
    }
    switch (answered.answer()) {
      case ApiAnswer.Done done -> done(answered, done.object());
      case ApiAnswer.Conflict conflict -> {
        pace.succeeded();
        planner.doubt(ref);
        if (failures.merge(ref, 1, Integer::sum) > CONFLICTS_IN_A_ROW) {
          backOff(ref);
        } else {
          lookAgain(ref);
        }
      }
      case ApiAnswer.Absent absent -> absent(answered);
      case ApiAnswer.Refused refused -> {
        refused(answered, refused);
        failed(ref);
      }
      case ApiAnswer.Failed failed -> {
        complain(ref, answered.call().verb(), failed.why());
        failed(ref);
      }
    }
  }

  private void done(Answered answered, Map<String, Object> object) {
    ObjectRef ref = answered.ref();
    pace.succeeded();
    switch (answered.call().verb()) {
      case GET -> {
        planner.answered(ref, object);
        lookAgain(ref);
      }
      case LIST -> {
        failures.remove(ref);
        planner.accounts(object).forEach(queue::add);
        wishes.ifPresent(wanted -> wanted.accounts().forEach(queue::add));
        queue.done(ref);
      }
      case DELETE -> {
        planner.gone(ref);
        rest(ref);
      }
      case CREATE, UPDATE, PATCH -> {
        planner.answered(ref, object);
        written(answered);
        addSlices(ref);
      }
    }
  }

  /** What was written is compared with what is there now: an API server may know better. */
  private void written(Answered answered) {
    ObjectRef ref = answered.ref();
    boolean stillWanted = wishes.filter(wanted -> wanted == answered.wishes()).isPresent();
    if (stillWanted && planner.plan(ref, answered.wishes()) instanceof Plan.Send) {
      complain(ref, answered.call().verb(), "the API server does not keep what is written");
      failures.merge(ref, 1, Integer::sum);
      backOff(ref);
    } else {
      rest(ref);
    }
  }

  /** Status of an object that is gone is forgotten; an object that is wanted is made anew. */
  private void absent(Answered answered) {
    ObjectRef ref = answered.ref();
    pace.succeeded();
    planner.gone(ref);
    if (wishes.flatMap(wanted -> wanted.whole(ref)).isPresent()) {
      failures.merge(ref, 1, Integer::sum);
      backOff(ref);
    } else {
      rest(ref);
    }
  }

  /** What a role lacks is told once for all objects of a kind. */
  private void refused(Answered answered, ApiAnswer.Refused refused) {
    ApiCall call = answered.call();
    String resource =
        WrittenKind.of(answered.ref())
            .orElse(WrittenKind.SERVICE_ACCOUNT)
            .grant(call.path().endsWith("/status"));
    String why =
        refused.code() == FORBIDDEN
            ? "the role does not allow " + call.verb().grant() + " on " + resource
            : refused.code() + " " + refused.message();
    complain(answered.ref(), call.verb(), why);
  }

  private void addSlices(ObjectRef ref) {
    if (ref.kind().equals(WrittenKind.SERVICE.kind())) {
      wishes.ifPresent(wanted -> wanted.slicesOf(ref).forEach(queue::add));
    }
  }

  private void lookAgain(ObjectRef ref) {
    queue.done(ref);
    queue.add(ref);
  }

  private void rest(ObjectRef ref) {
    failures.remove(ref);
    queue.rest(ref, nanoClock.getAsLong() + REST_NANOS);
  }

  private void failed(ObjectRef ref) {
    pace.failed(nanoClock.getAsLong());
    planner.doubt(ref);
    failures.merge(ref, 1, Integer::sum);
    backOff(ref);
  }

  private void backOff(ObjectRef ref) {
    long wait =
        pace.backOff(failures.getOrDefault(ref, 1), FIRST_BACK_OFF_NANOS, LONGEST_BACK_OFF_NANOS);
    queue.again(ref);
    queue.rest(ref, nanoClock.getAsLong() + wait);
  }

  /** Once for each kind, verb and reason as long as this replica leads. */
  private void complain(ObjectRef ref, Verb verb, String why) {
    if (complaints.size() < MOST_COMPLAINTS && complaints.add(ref.kind() + verb + why)) {
      LOG.warn("not written object=\"{}\" verb={}: {}", ref, verb, why);
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

  private static boolean isWrite(Verb verb) {
    return switch (verb) {
      case GET, LIST -> false;
      case CREATE, UPDATE, PATCH, DELETE -> true;
    };
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
