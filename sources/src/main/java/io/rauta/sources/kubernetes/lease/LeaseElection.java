package io.rauta.sources.kubernetes.lease;

import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.call.ApiAnswer;
import io.rauta.sources.kubernetes.call.ApiCall;
import io.rauta.sources.kubernetes.call.ApiCalls;
import io.rauta.sources.kubernetes.call.ApiResource;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elects a leader by a Lease. The holder renews it; whoever has seen it unchanged for as long as it
 * lasts takes it, and every write is bound to the version that was read, so only one of several
 * can. A holder that could not renew stops leading by its own clock before another may begin,
 * whether the API server answers or not.
 *
 * <p>The elector of the client library is not used since it compares the time that another replica
 * has written with the clock of this machine: with clocks that differ, two would lead.
 *
 * <p>One thread of its own does the requests, one at a time; {@link #leads} is for any thread.
 */
public final class LeaseElection implements Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);
  private static final ApiResource LEASES = new ApiResource("coordination.k8s.io", "v1", "leases");
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** Until when this replica leads, in nanoseconds of the clock. */
  private record Term(boolean holds, long until) {}

  private final ApiCalls calls;
  private final ObjectKey name;
  private final String identity;
  private final LeaseTimes times;
  private final LongSupplier nanoClock;
  private final InstantSource wallClock;
  private final Candidate candidate;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Term term = new Term(false, 0);
  private volatile Runnable changed = () -> {};
  private boolean told;
  private String complaint = "";

  /**
   * Does nothing until started.
   *
   * @param calls sends the requests
   * @param name of the Lease, which is created if there is none
   * @param identity names this process among all that ever stand for it
   * @param times how long it lasts
   * @param nanoClock a monotonic clock in nanoseconds
   * @param wallClock for the times that people read in the Lease
   */
  public LeaseElection(
      ApiCalls calls,
      ObjectKey name,
      String identity,
      LeaseTimes times,
      LongSupplier nanoClock,
      InstantSource wallClock) {
    this.calls = calls;
    this.name = name;
    this.identity = identity;
    this.times = times;
    this.nanoClock = nanoClock;
    this.wallClock = wallClock;
    this.candidate = new Candidate(identity, times);
    this.thread = Thread.ofPlatform().name("lease").daemon().unstarted(this::run);
  }

  @Override
  public boolean leads() {
    Term now = term;
    return now.holds() && nanoClock.getAsLong() - now.until() < 0;
  }

  @Override
  public void start(Runnable listener) {
    changed = listener;
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
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
      do {
        stand();
        tell();
      } while (!closed.await(pause().toNanos(), TimeUnit.NANOSECONDS));
      release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One attempt: reads where that is needed, then takes or renews the Lease if it may. */
  private void stand() {
    if (candidate.mustRead() && !read()) {
      return;
    }
    if (candidate.untilFree(nanoClock.getAsLong()).isZero() && write() && read()) {
      // somebody else wrote meanwhile, perhaps a request of ours that seemed to have failed
      if (candidate.untilFree(nanoClock.getAsLong()).isZero()) {
        write();
      }
    }
  }

  private boolean read() {
    ApiAnswer answer = calls.send(ApiCall.of(ApiCall.Verb.GET, LEASES.path(name))).join();
    return switch (answer) {
      case ApiAnswer.Done done -> {
        candidate.saw(LeaseRecord.of(done.object()), nanoClock.getAsLong());
        if (candidate.isOthers()) {
          term = new Term(false, 0);
        }
        yield true;
      }
      case ApiAnswer.Absent absent -> {
        candidate.sawNone();
        yield true;
      }
      case ApiAnswer.Conflict conflict -> false;
      case ApiAnswer.Refused refused -> complain(ApiCall.Verb.GET, refused.message());
      case ApiAnswer.Failed failed -> complain(ApiCall.Verb.GET, failed.why());
    };
  }

  /** Whether it has to be read again since somebody else was faster. */
  private boolean write() {
    long begin = nanoClock.getAsLong();
    Optional<LeaseRecord> lease = candidate.lease();
    ApiCall.Verb verb = lease.isPresent() ? ApiCall.Verb.PATCH : ApiCall.Verb.CREATE;
    ApiCall call =
        lease
            .map(known -> new ApiCall(verb, LEASES.path(name), patch(known, held(known))))
            .orElseGet(() -> new ApiCall(verb, LEASES.collection(name.namespace()), created()));
    return switch (calls.send(call).join()) {
      case ApiAnswer.Done done -> {
        hold(LeaseRecord.of(done.object()), begin);
        yield false;
      }
      case ApiAnswer.Conflict conflict -> doubt(true);
      case ApiAnswer.Absent absent -> {
        complain(verb, "there is no such Lease or namespace");
        yield doubt(false);
      }
      case ApiAnswer.Refused refused -> {
        complain(verb, refused.message());
        yield doubt(false);
      }
      case ApiAnswer.Failed failed -> {
        complain(verb, failed.why());
        yield doubt(false);
      }
    };
  }

  private void hold(LeaseRecord lease, long begin) {
    complaint = "";
    candidate.saw(lease, nanoClock.getAsLong());
    if (told && !leads()) {
      told = false; // it was over in between, and whoever asked then has stopped
    }
    term = new Term(true, begin + times.renewal().toNanos());
  }

  private boolean doubt(boolean again) {
    candidate.doubt();
    return again;
  }

  private void tell() {
    boolean leads = leads();
    if (leads != told) {
      told = leads;
      LOG.info("leadership leads={} lease={} identity={}", leads, name, identity);
      changed.run();
    }
  }

  private boolean complain(ApiCall.Verb verb, String why) {
    String text = verb.grant() + " of Lease " + name + ": " + why;
    if (!text.equals(complaint)) {
      complaint = text;
      LOG.warn("no leadership without the lease: {}", text);
    }
    return false;
  }

  /** Until the next attempt: at most {@link LeaseTimes#retry}, shorter where the Lease is over. */
  private Duration pause() {
    long now = nanoClock.getAsLong();
    long retry = times.retry().toNanos();
    long jittered = retry - ThreadLocalRandom.current().nextLong(retry / 5);
    if (leads()) {
      return Duration.ofNanos(jittered);
    }
    long least = retry / 10;
    long free = candidate.untilFree(now).toNanos();
    return Duration.ofNanos(free == 0 ? jittered : Math.clamp(free, least, jittered));
  }

  private void release() {
    boolean led = leads();
    term = new Term(false, 0);
    candidate
        .lease()
        .filter(lease -> led && lease.holder().equals(identity))
        .ifPresent(
            lease -> {
              Map<String, Object> spec = new LinkedHashMap<>();
              spec.put("holderIdentity", ApiCall.NULL);
              spec.put("leaseDurationSeconds", 1);
              calls
                  .send(new ApiCall(ApiCall.Verb.PATCH, LEASES.path(name), patch(lease, spec)))
                  .join();
              LOG.info("leadership released lease={} identity={}", name, identity);
            });
    told = false;
  }

  private Map<String, Object> held(LeaseRecord lease) {
    String now = MICRO_TIME.format(wallClock.instant());
    boolean renews = lease.holder().equals(identity);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("holderIdentity", identity);
    spec.put("leaseDurationSeconds", times.duration().toSeconds());
    spec.put("acquireTime", renews ? lease.acquireTime() : now);
    spec.put("renewTime", now);
    spec.put("leaseTransitions", lease.transitions() + (renews ? 0 : 1));
    return spec;
  }

  private Map<String, Object> created() {
    return Map.of(
        "apiVersion",
        LEASES.apiVersion(),
        "kind",
        "Lease",
        "metadata",
        Map.of("namespace", name.namespace(), "name", name.name()),
        "spec",
        held(new LeaseRecord("", "", "", 0, -1)));
  }

  private static Map<String, Object> patch(LeaseRecord lease, Map<String, Object> spec) {
    return Map.of("metadata", Map.of("resourceVersion", lease.resourceVersion()), "spec", spec);
  }
}
