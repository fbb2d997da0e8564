package io.rauta.control;

import io.rauta.config.ApplyReport;
import io.rauta.config.DataPlane;
import io.rauta.config.ProxyConfig;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.status.StatusComputer;
import io.rauta.control.topology.Carried;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * Takes the newest resources, translates them, has the data plane serve them, then publishes their
 * status: always the data plane first.
 *
 * <p>One thread does all of this, one snapshot after the other; snapshots that arrive meanwhile
 * replace each other. Between two steps it gives way to whoever waits for its core, since requests
 * come before changes. An error of ours in one round is told to the listener and leaves the loop
 * running.
 */
public final class ControlLoop implements AutoCloseable {

  private static final Applied NOTHING =
      new Applied(0, ProxyConfig.EMPTY, new ApplyReport(Map.of(), List.of()), StatusReport.EMPTY);

  private final ResourceSource source;
  private final DataPlane dataPlane;
  private final StatusSink sink;
  private final ApplyListener listener;
  private final LongSupplier nanoClock;
  private final TopologyBuilder builder;
  private final ConfigCompiler compiler;
  private final StatusComputer computer;

  private final Mailbox<Resources> mailbox = new Mailbox<>();
  private final CompletableFuture<Applied> first = new CompletableFuture<>();
  private final Thread thread;
  private Carried carried = Carried.NOTHING;
  private volatile Applied current = NOTHING;

  /**
   * Does nothing until started.
   *
   * @param source where objects come from; owned by the loop from now on
   * @param dataPlane serves; called by the control thread only
   * @param sink takes status; called by the control thread only
   * @param settings defaults of the translation
   * @param listener told about each round
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public ControlLoop(
      ResourceSource source,
      DataPlane dataPlane,
      StatusSink sink,
      CompileSettings settings,
      ApplyListener listener,
      LongSupplier nanoClock) {
    this.source = source;
    this.dataPlane = dataPlane;
    this.sink = sink;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.builder = new TopologyBuilder(settings);
    this.compiler = new ConfigCompiler(settings);
    this.computer = new StatusComputer(settings.controllerName());
    this.thread = Thread.ofPlatform().name("control").daemon().unstarted(this::run);
  }

  /**
   * Starts the source and waits until its first snapshot is served. Called once.
   *
   * @return what is served then
   * @throws RuntimeException the error of ours that ended the first round
   * @throws IllegalStateException if the loop ends before its first round does
   */
  public Applied start() {
    thread.start();
    source.start(mailbox::put);
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** What is served and said now; its generation is 0 before the first round. From any thread. */
  public Applied current() {
    return current;
  }

  /** Stops the source and ends the loop after the round that is under way. */
  @Override
  public void close() {
    source.close();
    mailbox.close();
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
      Optional<Resources> next = mailbox.take();
      while (next.isPresent()) {
        guardedRound(next.get());
        next = mailbox.take();
      }
    } finally {
      first.completeExceptionally(new IllegalStateException("the control loop ended"));
    }
  }

  private void guardedRound(Resources resources) {
    try {
      round(resources);
    } catch (RuntimeException e) {
      first.completeExceptionally(e);
      listener.failed(e);
    }
  }

  private void round(Resources resources) {
    long begin = nanoClock.getAsLong();
    Topology topology = builder.build(resources, carried);
    giveWay();
    ProxyConfig config = compiler.compile(topology);
    long translated = nanoClock.getAsLong();
    ApplyReport report = dataPlane.apply(config);
    carried = topology.carried();
    long served = nanoClock.getAsLong();
    giveWay();
    StatusReport status = computer.compute(topology, report);
    Applied applied = new Applied(current.generation() + 1, config, report, status);
    current = applied;
    sink.publish(status);
    listener.applied(applied, translated - begin, served - translated);
    first.complete(applied);
  }

  /**
   * Lets an event loop run that waits for this core, since requests come before changes; costs
   * nothing where none does.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how long others wait
  public static void giveWay() {
    Thread.yield();
  }
}
