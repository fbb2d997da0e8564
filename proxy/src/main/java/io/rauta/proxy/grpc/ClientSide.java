package io.rauta.proxy.grpc;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.observe.RouteCells;
import io.rauta.proxy.observe.WorkerMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one exchange, whose requests are answered as HTTP has it and whose calls as
 * gRPC has it, and the account of both.
 *
 * <p>Owned by one event loop and reused by {@link #begin}.
 */
public final class ClientSide {

  /** Value of {@link #timeoutNanos} where the client does not say how long it waits. */
  public static final long NO_TIMEOUT = GrpcTimeout.NONE;

  private final DownstreamStream client;
  private final WorkerMetrics metrics;
  private @Nullable GrpcCall reused;
  private @Nullable GrpcCall call;
  private RouteCells cells;
  private HttpTimeouts timeouts = HttpTimeouts.DEFAULT;
  private HttpTimeouts streamTimeouts = HttpTimeouts.DEFAULT.ofStreams();

  /**
   * The side of {@code client}.
   *
   * @param unrouted counts requests that no route has taken
   */
  public ClientSide(DownstreamStream client, WorkerMetrics metrics, RouteCells unrouted) {
    this.client = client;
    this.metrics = metrics;
    this.cells = unrouted;
  }

  /**
   * A request has begun that no route has taken yet.
   *
   * @param unrouted counts it until one does
   * @return where its answer goes
   */
  public DownstreamStream begin(RequestHead request, RouteCells unrouted) {
    metrics.requestStarted();
    cells = unrouted;
    call = null;
    if (!request.isGrpc()) {
      return client;
    }
    GrpcCall begun = reused;
    if (begun == null) {
      begun = new GrpcCall(client, metrics);
      reused = begun;
    }
    begun.begin(request, unrouted);
    call = begun;
    return begun;
  }

  /** A route has taken the request. */
  public void routed(RouteCells ofRoute) {
    cells = ofRoute;
    if (call != null) {
      call.routed(ofRoute);
    }
  }

  /** Whether the request is a call of gRPC. */
  public boolean isCall() {
    return call != null;
  }

  /** How long the client waits for the end, in nanoseconds, or {@link #NO_TIMEOUT}. */
  public long timeoutNanos() {
    return call == null ? NO_TIMEOUT : call.timeoutNanos();
  }

  /** Whether the client says in a wrong way how long it waits. */
  public boolean isTimeoutMalformed() {
    return timeoutNanos() == GrpcTimeout.MALFORMED;
  }

  /** The bounds of {@code ofHttp} as they hold for this request: a call may be silent for long. */
  public HttpTimeouts timeouts(HttpTimeouts ofHttp) {
    if (call == null) {
      return ofHttp;
    }
    if (ofHttp != timeouts) {
      timeouts = ofHttp;
      streamTimeouts = ofHttp.ofStreams();
    }
    return streamTimeouts;
  }

  /**
   * The status of HTTP by which it is judged whether the request is sent again: that of the answer,
   * or where a call is answered by nothing but its status, the one that says the same.
   */
  public int judgedStatus(ResponseHead response) {
    int told = call == null ? GrpcStatus.NONE : GrpcStatus.of(response.headers());
    return told == GrpcStatus.NONE ? response.status() : GrpcStatus.toHttp(told);
  }

  /** Ends an answer before its end because of {@code cause}. */
  public void abort(LocalReply cause) {
    metrics.requestLost();
    if (call == null) {
      client.abort();
    } else {
      call.fail(cause);
    }
  }

  /** The client has given up before the end. */
  public void lost() {
    if (call != null) {
      call.cancelled();
    }
  }

  /**
   * The request is over.
   *
   * @param status that of its answer, 0 for none
   * @param nanos how long it took
   */
  public void finish(int status, long nanos) {
    metrics.requestFinished(cells, status, nanos);
  }
}
