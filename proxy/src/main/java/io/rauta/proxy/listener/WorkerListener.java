package io.rauta.proxy.listener;

import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.forward.ForwardContext;
import io.rauta.proxy.forward.ForwardHandler;
import io.rauta.proxy.forward.ForwardListener;
import io.rauta.proxy.forward.ForwardRule;
import io.rauta.proxy.http.RequestHandler;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.route.RouteTable;
import io.rauta.proxy.session.ServerConnections;
import io.rauta.proxy.session.ServerListener;

/**
 * One listener as one worker serves it: the rules in force, and the connections that came in.
 *
 * <p>Owned by the worker's loop. Its rules are swapped by one assignment; requests already begun
 * keep those they found.
 */
public final class WorkerListener implements ServerListener, ForwardListener {

  private final WorkerLoop loop;
  private final WorkerMetrics metrics;
  private final RequestHandler handler;
  private final ServerConnections connections = new ServerConnections();
  private RouteTable<ForwardRule> routes;
  private HttpSettings settings;

  /** Serves {@code routes} on the worker of {@code context}. */
  public WorkerListener(
      ForwardContext context,
      WorkerLoop loop,
      WorkerMetrics metrics,
      RouteTable<ForwardRule> routes,
      HttpSettings settings) {
    this.loop = loop;
    this.metrics = metrics;
    this.handler = new ForwardHandler(context, this);
    this.routes = routes;
    this.settings = settings;
  }

  /** Serves other rules from the next request on. */
  public void swap(RouteTable<ForwardRule> newRoutes, HttpSettings newSettings) {
    routes = newRoutes;
    settings = newSettings;
  }

  @Override
  public RouteTable<ForwardRule> routes() {
    return routes;
  }

  @Override
  public HttpSettings settings() {
    return settings;
  }

  @Override
  public RequestHandler handler() {
    return handler;
  }

  @Override
  public WorkerLoop loop() {
    return loop;
  }

  @Override
  public WorkerMetrics metrics() {
    return metrics;
  }

  @Override
  public ServerConnections connections() {
    return connections;
  }
}
