package io.rauta.proxy.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the DNS names of all clusters, again and again. Owned by the cluster thread; only the
 * lookups themselves run elsewhere, on virtual threads.
 */
final class Names {

  private static final Logger LOG = LoggerFactory.getLogger(Names.class);

  /**
   * Lookups that run at once. The JDK's lookup holds a carrier of the virtual threads while it
   * waits; a dead server must not make them scarce.
   */
  private static final int LOOKUPS_AT_ONCE = 32;

  private final Resolver resolver;
  private final LongSupplier nanoClock;
  private final Duration interval;
  private final ScheduledExecutorService thread;
  private final Consumer<String> onOutcome;
  private final Semaphore lookups = new Semaphore(LOOKUPS_AT_ONCE);
  private final Map<String, Watched> watched = new HashMap<>();

  /**
   * Creates it without names.
   *
   * @param interval from the end of a lookup to the next one of that name
   * @param thread the cluster thread
   * @param onOutcome told each name whose lookup has ended, on the cluster thread
   */
  Names(
      Resolver resolver,
      LongSupplier nanoClock,
      Duration interval,
      ScheduledExecutorService thread,
      Consumer<String> onOutcome) {
    this.resolver = resolver;
    this.nanoClock = nanoClock;
    this.interval = interval;
    this.thread = thread;
    this.onOutcome = onOutcome;
  }

  /**
   * Watches these names and forgets all others.
   *
   * @return completed when each name that was not watched before has been looked up once
   */
  CompletableFuture<Void> watch(Set<String> names) {
    watched.keySet().retainAll(names);
    List<CompletableFuture<Void>> firsts = new ArrayList<>();
    for (String name : names) {
      if (!watched.containsKey(name)) {
        Watched fresh = new Watched();
        watched.put(name, fresh);
        firsts.add(fresh.first);
        lookUp(name, fresh);
      }
    }
    return CompletableFuture.allOf(firsts.toArray(CompletableFuture[]::new));
  }

  /** The addresses of a watched name. */
  List<InetAddress> addresses(String name) {
    Watched entry = watched.get(name);
    return entry == null ? List.of() : entry.known.addresses();
  }

  /** Whether a lookup of that watched name has ended. */
  boolean isAsked(String name) {
    Watched entry = watched.get(name);
    return entry != null && entry.known.isAsked();
  }

  private void lookUp(String name, Watched entry) {
    if (watched.get(name) != entry) {
      return;
    }
    Thread.ofVirtual()
        .name("rauta-dns-" + name)
        .start(
            () -> {
              Outcome outcome = ask(name);
              try {
                thread.execute(() -> take(name, entry, outcome));
              } catch (RejectedExecutionException closed) {
                LOG.debug("name={} looked up in vain: closed meanwhile", name);
              }
            });
  }

  private Outcome ask(String name) {
    lookups.acquireUninterruptibly();
    try {
      List<InetAddress> answer = resolver.resolve(name);
      return answer.isEmpty() ? new Outcome.Denied("no address") : new Outcome.Answered(answer);
    } catch (Resolver.NoAnswerException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return new Outcome.Denied(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Outcome.Failed(e.toString());
    } finally {
      lookups.release();
    }
  }

  private void take(String name, Watched entry, Outcome outcome) {
    if (watched.get(name) != entry) {
      entry.first.complete(null);
      return;
    }
    try {
      record(name, entry, outcome);
      onOutcome.accept(name);
    } catch (RuntimeException e) {
      LOG.error("name={} an answer could not be taken", name, e);
    } finally {
      entry.first.complete(null);
      var _ = thread.schedule(() -> lookUp(name, entry), interval.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void record(String name, Watched entry, Outcome outcome) {
    KnownName known = entry.known;
    long nowNanos = nanoClock.getAsLong();
    switch (outcome) {
      case Outcome.Answered(var answer) -> known.answered(answer, nowNanos);
      case Outcome.Denied(_) -> known.denied();
      case Outcome.Failed(_) -> known.failed(nowNanos);
    }
    String trouble = outcome.trouble();
    if (!trouble.equals(entry.trouble)) {
      entry.trouble = trouble;
      if (trouble.isEmpty()) {
        LOG.info("name={} resolves again, addresses={}", name, known.addresses().size());
      } else {
        LOG.warn(
            "name={} does not resolve, addresses kept={}: {}",
            name,
            known.addresses().size(),
            trouble);
      }
    }
  }

  /** One name and what became of its last lookup. */
  private static final class Watched {
    private final KnownName known = new KnownName();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private String trouble = "";
  }

  /** How a lookup ended. */
  private sealed interface Outcome {

    /** What to tell a person, empty where all is well. */
    default String trouble() {
      return switch (this) {
        case Answered _ -> "";
        case Denied(String reason) -> reason;
        case Failed(String reason) -> reason;
      };
    }

    record Answered(List<InetAddress> addresses) implements Outcome {}

    record Denied(String reason) implements Outcome {}

    record Failed(String reason) implements Outcome {}
  }
}
