package io.rauta.proxy;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.DataPlane;
import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.cluster.Clusters;
import io.rauta.proxy.cluster.Resolver;
import io.rauta.proxy.listener.HandshakeLimit;
import io.rauta.proxy.listener.LocalAddresses;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricSum;
import io.rauta.proxy.tls.ServerTlsContexts;
import io.rauta.proxy.tls.UpstreamTlsContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The data plane: reconciles upstreams and listeners, compiles the plan and hands it to every
 * worker.
 *
 * <p>{@link #apply} belongs to the control thread; the rest may be called by any thread but a
 * worker's.
 */
public final class ProxyServer implements DataPlane, AutoCloseable {

  private static final long CLOSE_MILLIS = 100;
  private static final LongSupplier CLOCK = System::nanoTime;
  private static final LongSupplier WALL_CLOCK = System::currentTimeMillis;

  private final MultiThreadIoEventLoopGroup group;
  private final List<Worker> workers;
  private final UpstreamTlsContexts upstreamTls = new UpstreamTlsContexts();
  private final Clusters clusters;
  private final ServerTlsContexts serverTls = new ServerTlsContexts();
  private final PlanCompiler compiler = new PlanCompiler(serverTls);
  private final Listeners listeners;
  private final LocalAddresses localAddresses = new LocalAddresses(CLOCK);
  private volatile ServingPlan plan = ServingPlan.EMPTY;
  private volatile boolean isCut;

  private ProxyServer(ServerSettings settings) {
    this.group =
        new MultiThreadIoEventLoopGroup(
            settings.workers(),
            new DefaultThreadFactory("rauta-worker", true),
            settings.transport().ioHandler());
    this.workers = new ArrayList<>();
    HandshakeLimit handshakes = new HandshakeLimit();
    for (EventExecutor loop : group) {
      workers.add(
          new Worker(
              (EventLoop) loop,
              PooledByteBufAllocator.DEFAULT,
              settings.transport(),
              upstreamTls,
              handshakes,
              CLOCK,
              WALL_CLOCK));
    }
    this.clusters = new Clusters(Resolver.system(), CLOCK, cluster -> refreshClusters());
    this.listeners = new Listeners(settings, workers);
  }

  /** Starts a data plane that serves nothing yet. */
  public static ProxyServer start(ServerSettings settings) {
    return new ProxyServer(settings);
  }

  /**
   * The listening sockets, which a predecessor may hand to this process and this process to a
   * successor.
   */
  public Listeners listeners() {
    return listeners;
  }

  @Override
  public ApplyReport apply(ProxyConfig config) {
    upstreamTls.prepare(config.clusters().values());
    Map<ClusterId, Cluster> live = clusters.reconcile(config.clusters());
    ServingPlan next = compiler.compile(config, live, plan);
    plan = next;
    onEveryWorker(worker -> worker.install(next));
    Map<BindAddress, BindOutcome> bound = listeners.reconcile(next.listeners().keySet());
    upstreamTls.forgetUnused(config.clusters().values());
    serverTls.forgetUnused();
    return new ApplyReport(bound, localAddresses.now());
  }

  private void refreshClusters() {
    workers.forEach(worker -> worker.loop().eventLoop().execute(worker::refreshClusters));
  }

  /** All metrics of the data plane. */
  public List<MetricFamily> metrics() {
    MetricSum sum = new MetricSum();
    onEveryWorker(worker -> worker.addTo(sum));
    plan.listeners().values().stream()
        .flatMap(listener -> listener.tls().stream())
        .forEach(names -> sum.certificates(names.expiries()));
    sum.certificates(upstreamTls.expiries());
    return sum.families();
  }

  /** Begins the end of the data plane; its time runs from now on. */
  public Drain drain(DrainSettings settings) {
    return new Drain(this, settings, CLOCK);
  }

  /** Ends a drain that is under way at once, or the one that follows. */
  public void cut() {
    isCut = true;
    listeners.stopWaiting();
  }

  boolean isCut() {
    return isCut;
  }

  /** Ends everything at once. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    listeners.close();
    onEveryWorker(Worker::close);
    clusters.close();
    listeners.shutDown();
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    upstreamTls.forgetUnused(List.of());
    serverTls.forgetUnused();
  }

  void onEveryWorker(Consumer<Worker> task) {
    for (Worker worker : workers) {
      worker.loop().eventLoop().submit(() -> task.accept(worker)).syncUninterruptibly();
    }
  }

  long onAllWorkers(Function<Worker, Long> task) {
    long sum = 0;
    for (Worker worker : workers) {
      sum +=
          worker.loop().eventLoop().submit(() -> task.apply(worker)).syncUninterruptibly().getNow();
    }
    return sum;
  }
}
