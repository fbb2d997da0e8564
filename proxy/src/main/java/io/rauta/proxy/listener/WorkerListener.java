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
import io.rauta.proxy.tls.ServerNames;
import java.util.Optional;

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
  private final Handshakes handshakes;
  private ListenerPlan plan;

  /** Serves {@code plan} on the worker of {@code context}. */
  public WorkerListener(
      ForwardContext context,
      WorkerLoop loop,
      WorkerMetrics metrics,
      Handshakes handshakes,
      ListenerPlan plan) {
    this.loop = loop;
    this.metrics = metrics;
    this.handler = new ForwardHandler(context, this);
    this.handshakes = handshakes;
    this.plan = plan;
  }

  /** Serves another plan from the next request and the next handshake on. */
  public void swap(ListenerPlan next) {
    plan = next;
  }

  /** Lets nobody in over TLS any more: what that takes may be gone. */
  public void endHandshakes() {
    plan = plan.withoutTls();
  }

  /** The port where clients connect; 0 for the one that is bound. */
  int port() {
    return plan.port();
  }

  /** How clients are met over TLS; empty for plain text. */
  Optional<ServerNames> tls() {
    return plan.tls();
  }

  /** What bounds handshakes. */
  Handshakes handshakes() {
    return handshakes;
  }

  @Override
  public RouteTable<ForwardRule> routes() {
    return plan.routes();
  }

  @Override
  public HttpSettings settings() {
    return plan.settings();
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
