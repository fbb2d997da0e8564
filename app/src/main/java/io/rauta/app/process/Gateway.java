package io.rauta.app.process;

import io.rauta.app.admin.AdminServer;
import io.rauta.app.explain.Explainer;
import io.rauta.app.metrics.ControlMetrics;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.CompileDefaults;
import io.rauta.app.settings.Settings;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.control.Applied;
import io.rauta.control.ControlLoop;
import io.rauta.proxy.Drain;
import io.rauta.proxy.DrainOutcome;
import io.rauta.proxy.DrainSettings;
import io.rauta.proxy.ProxyServer;
import io.rauta.proxy.ServerSettings;
import io.rauta.sources.file.FileProblem;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A running gateway: source, control loop, data plane and admin endpoint, wired. Started and
 * stopped by one thread; {@link #cut} may come from any.
 */
public final class Gateway implements AutoCloseable {

  private final Readiness readiness;
  private final ControlLoop loop;
  private final ProxyServer proxy;
  private final AdminServer admin;
  private final DrainSettings drain;
  private final Serving serving;
  private final Origin origin;

  private Gateway(
      Readiness readiness,
      ControlLoop loop,
      ProxyServer proxy,
      AdminServer admin,
      DrainSettings drain,
      Serving serving,
      Origin origin) {
    this.readiness = readiness;
    this.loop = loop;
    this.proxy = proxy;
    this.admin = admin;
    this.drain = drain;
    this.serving = serving;
    this.origin = origin;
  }

  /**
   * Starts all parts and returns when the first configuration is served.
   *
   * @param origin where the objects come from
   * @param settings how
   * @throws StartFailure if an address cannot be bound
   */
  public static Gateway start(Origin origin, Settings settings) throws StartFailure {
    return start(origin, settings, () -> {});
  }

  /**
   * Starts all parts and returns when the first configuration is served.
   *
   * @param origin where the objects come from
   * @param settings how
   * @param beforeServing called before each configuration is served, the first of which opens the
   *     listeners; on the control thread
   * @throws StartFailure if an address cannot be bound
   */
  static Gateway start(Origin origin, Settings settings, Runnable beforeServing)
      throws StartFailure {
    ServerSettings server = Conversions.server(settings);
    ControlMetrics metrics = new ControlMetrics();
    Readiness readiness = new Readiness();
    FileProblems files = new FileProblems(metrics);
    ProxyServer proxy = ProxyServer.start(server);
    Serving serving = serving(proxy, beforeServing);
    ControlLoop loop =
        new ControlLoop(
            origin.source(files::now),
            serving,
            origin.sink(),
            CompileDefaults.of(settings),
            new AppliedLog(metrics),
            System::nanoTime);
    AdminPages pages =
        new AdminPages(
            readiness,
            new Insights(loop::current, () -> problems(files, origin), new Explainer(settings)),
            metrics,
            () -> Stream.concat(proxy.metrics().stream(), origin.metrics().stream()).toList());
    AdminEndpoint endpoint =
        new AdminEndpoint(
            settings, server.transport(), pages.pages(settings.get(Catalogue.ADMIN_EXPOSE)));
    try {
      AdminServer admin = serve(loop, proxy, endpoint);
      readiness.started();
      return new Gateway(
          readiness, loop, proxy, admin, Conversions.drain(settings), serving, origin);
    } catch (StartFailure | RuntimeException e) {
      loop.close();
      proxy.close();
      origin.close();
      throw e;
    }
  }

  private static List<String> problems(FileProblems files, Origin origin) {
    return Stream.concat(
            files.present().stream().map(FileProblem::toString), origin.problems().stream())
        .toList();
  }

  private static Serving serving(ProxyServer proxy, Runnable before) {
    return new Serving(
        config -> {
          before.run();
          return proxy.apply(config);
        });
  }

  private static AdminServer serve(ControlLoop loop, ProxyServer proxy, AdminEndpoint endpoint)
      throws StartFailure {
    Optional<AdminServer> early = endpoint.start();
    try {
      requireListener(loop.start());
      AdminServer admin = early.isPresent() ? early.get() : endpoint.succeed(proxy.listeners());
      proxy.listeners().ready();
      proxy.listeners().offer(endpoint.bindAddress(), admin.socket());
      return admin;
    } catch (StartFailure | RuntimeException e) {
      early.ifPresent(AdminServer::close);
      throw e;
    }
  }

  private static void requireListener(Applied first) throws StartFailure {
    List<String> failures =
        first.report().listeners().values().stream()
            .filter(BindOutcome.Failed.class::isInstance)
            .map(failed -> ((BindOutcome.Failed) failed).reason())
            .toList();
    if (!failures.isEmpty() && failures.size() == first.report().listeners().size()) {
      throw new StartFailure(String.join("; ", failures));
    }
  }

  /** Where the admin endpoint listens. */
  public InetSocketAddress adminAddress() {
    return admin.address();
  }

  /** What is served now. */
  public Applied current() {
    return loop.current();
  }

  /**
   * Stops being ready, goes on serving and following changes for the drain's delay, lets requests
   * end, and says how that went.
   */
  public DrainOutcome drain() {
    readiness.stopping();
    Drain end = proxy.drain(drain);
    end.serveOn();
    switch (origin.lastChange()) {
      case BEFORE_CONNECTIONS_END -> loop.close();
      case WHEN_ALL_HAVE_ENDED -> serving.end();
    }
    return end.end();
  }

  /** Ends a drain at once, or the one that follows. */
  public void cut() {
    proxy.cut();
  }

  @Override
  public void close() {
    loop.close();
    admin.close(); // while its name is still there to be asked
    proxy.close();
    origin.close();
  }
}
