package io.rauta.proxy.forward;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.filter.FilterChain;
import io.rauta.proxy.filter.Verdict;
import io.rauta.proxy.grpc.ClientSide;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.observe.TimeoutKind;
import io.rauta.proxy.route.HostRules;
import org.jspecify.annotations.Nullable;

/**
 * Mediates one request between the client's stream and the backend's: the sequence of what happens,
 * its deadline and its end. A stream's requests use one exchange one after the other.
 *
 * <p>Owned by one event loop. The configuration is looked at once, at the head; what a request
 * began with it keeps.
 */
final class Exchange implements RequestSink, ResponseSink {

  private final ForwardContext context;
  private final ForwardListener listener;
  private final ClientSide client;
  private final RequestBody body;
  private final ForwardedFields forwardedFields;
  private final AppliedFilters filters;
  private final ExchangeDeadline deadline;
  private final Attempts attempts;

  private DownstreamStream downstream;
  private Phase phase = Phase.NONE;
  private @Nullable RequestHead head;
  private HttpSettings settings = HttpSettings.DEFAULT;
  private long started;
  private int status;
  private boolean inBatch;
  private boolean requestEnded;
  private boolean responseEnded;

  Exchange(ForwardContext context, ForwardListener listener, DownstreamStream downstream) {
    this.context = context;
    this.listener = listener;
    this.downstream = downstream;
    this.forwardedFields = new ForwardedFields(context.loop().random());
    this.filters = new AppliedFilters(downstream.client());
    this.deadline = new ExchangeDeadline(this, context.loop());
    this.body = new RequestBody(context.loop().allocator(), context.replayRoom());
    this.attempts = new Attempts(this, context, body, deadline);
    this.client = new ClientSide(downstream, context.metrics(), context.unrouted());
  }

  // ---- the request

  @Override
  public void onRequest(RequestHead request) {
    head = request;
    phase = Phase.WAITING;
    status = 0;
    requestEnded = false;
    responseEnded = false;
    inBatch = true;
    started = context.loop().now();
    settings = listener.settings();
    downstream = client.begin(request, context.unrouted());
    if (client.isTimeoutMalformed()) {
      reply(LocalReply.BAD_REQUEST);
      return;
    }
    HostRules<ForwardRule> host = listener.routes().host(request);
    if (host != null && !downstream.client().mayAskFor(host.owner())) {
      reply(LocalReply.MISDIRECTED);
      return;
    }
    ForwardRule found = host == null ? null : host.find(request);
    if (found == null) {
      reply(LocalReply.NO_ROUTE);
      return;
    }
    client.routed(context.cellsOf(found));
    forwardedFields.apply(request, downstream.client(), settings.trustedHops());
    if (found.isMirrored()) {
      body.copyTo(Mirroring.of(context, found, request, settings.timeouts()));
    }
    switch (filters.onRequest(request, found.filters())) {
      case Verdict.Reply(LocalReply answer) -> reply(answer);
      case Verdict.Continue go -> pickTarget(request, found);
    }
  }

  private void pickTarget(RequestHead request, ForwardRule found) {
    if (found.targets().isEmpty()) {
      reply(LocalReply.BROKEN_ROUTE);
      return;
    }
    switch (context.nextTarget(found)) {
      case ForwardRule.Target.Broken broken -> reply(LocalReply.BROKEN_ROUTE);
      case ForwardRule.Target.Elsewhere(FilterChain redirecting) -> {
        if (filters.onTarget(request, redirecting) instanceof Verdict.Reply(LocalReply answer)) {
          reply(answer);
        }
      }
      case ForwardRule.Target.ToCluster target -> admit(request, found, target);
    }
  }

  private void admit(RequestHead request, ForwardRule found, ForwardRule.Target.ToCluster target) {
    if (!attempts.admit(found, target.cluster())) {
      reply(LocalReply.LIMIT);
      return;
    }
    switch (filters.onTarget(request, target.filters())) {
      case Verdict.Reply(LocalReply answer) -> reply(answer);
      case Verdict.Continue go -> forward(request, found, target);
    }
  }

  private void forward(
      RequestHead request, ForwardRule found, ForwardRule.Target.ToCluster target) {
    boolean idempotent = request.isIdempotent();
    AttemptPolicy policy = found.attemptPolicy();
    boolean keeps =
        policy.keepsBody(idempotent) || (policy.isMovable() && target.cluster().maySpeakHttp2());
    body.start(idempotent, keeps && request.bodyLength() <= RequestBody.REPLAYED);
    deadline.begin(found, client, started);
    if (request.isContinueExpected()) {
      downstream.sendContinue();
      if (phase == Phase.NONE) {
        return;
      }
    }
    if (attempts.start(request)) {
      body.startCopies(target);
    } else {
      reply(LocalReply.NO_ENDPOINT);
    }
  }

  @Override
  public void onRequestData(ByteBuf data) {
    if (phase == Phase.NONE) {
      data.release();
      return;
    }
    if (phase == Phase.TUNNEL) {
      tunnelUp(data);
      return;
    }
    body.add(data);
    UpstreamStream stream = attempts.streamOrNull();
    if (stream == null || isHeldUp(stream)) {
      downstream.pauseRequest();
    }
  }

  private void tunnelUp(ByteBuf data) {
    UpstreamStream stream = attempts.stream();
    stream.sendData(data);
    if (!inBatch) {
      stream.flush();
    }
    if (isHeldUp(stream)) {
      downstream.pauseRequest();
    }
  }

  private static boolean isHeldUp(UpstreamStream stream) {
    if (!stream.isWritable()) {
      stream.flush();
    }
    return !stream.isWritable();
  }

  @Override
  public void onRequestEnd(@Nullable HeaderBlock trailers) {
    if (phase == Phase.NONE) {
      return;
    }
    requestEnded = true;
    if (phase == Phase.TUNNEL) {
      attempts.stream().sendEnd(null);
      endTunnelIfOver();
      return;
    }
    body.end(trailers);
    if (phase == Phase.WAITING) {
      deadline.requestEnded();
    }
  }

  @Override
  public void onRequestBatchEnd() {
    inBatch = false;
    UpstreamStream stream = attempts.streamOrNull();
    if (stream != null) {
      stream.flush();
    }
    body.flushCopies();
  }

  // ---- attempts

  /** The attempt under way has its stream. */
  void onStream(UpstreamStream stream) {
    RequestHead request = head;
    if (request == null) {
      throw new IllegalStateException("a stream came for no request");
    }
    stream.sendHead(request, this);
    body.sendTo(stream);
    if (!inBatch) {
      stream.flush();
    }
    if (!body.hasEnded()) {
      downstream.resumeRequest();
    }
  }

  @Override
  public void onUpstreamFailure(UpstreamFailure failure) {
    if (!attempts.isUnderWay()) {
      return;
    }
    if (phase == Phase.ANSWERING && downstream.takeBack()) {
      phase = Phase.WAITING;
    }
    if (phase != Phase.WAITING) {
      attempts.lost(failure);
      finish();
      client.abort(failure.reply());
    } else if (!attempts.goOn(failure)) {
      reply(failure.reply());
    }
  }

  // ---- the response

  @Override
  public HttpTimeouts timeouts() {
    return client.timeouts(settings.timeouts());
  }

  @Override
  public void onInterim(ResponseHead interim) {
    downstream.sendInterim(interim);
    downstream.flush();
  }

  @Override
  public void onUpgrade(ResponseHead response) {
    phase = Phase.TUNNEL;
    requestEnded = false;
    deadline.clear();
    status = response.status();
    filters.onResponse(response);
    downstream.sendUpgrade(response);
    downstream.flush();
  }

  @Override
  public void onResponse(ResponseHead response) {
    if (attempts.goOnAfterAnswer(client.judgedStatus(response))) {
      return;
    }
    phase = Phase.ANSWERING;
    body.forget();
    deadline.answered();
    status = response.status();
    filters.onResponse(response);
    downstream.sendHead(response);
  }

  @Override
  public void onResponseData(ByteBuf data) {
    if (phase == Phase.NONE) {
      data.release();
      return;
    }
    downstream.sendData(data);
    if (!downstream.isWritable()) {
      downstream.flush();
    }
    UpstreamStream stream = attempts.streamOrNull();
    if (stream != null && !downstream.isWritable()) {
      stream.pauseResponse();
    }
  }

  @Override
  public void onResponseEnd(@Nullable HeaderBlock trailers) {
    responseEnded = true;
    if (phase == Phase.TUNNEL) {
      downstream.sendEnd(null);
      endTunnelIfOver();
    } else {
      finish();
      downstream.sendEnd(trailers);
    }
  }

  private void endTunnelIfOver() {
    if (phase == Phase.TUNNEL && requestEnded && responseEnded) {
      finish();
    }
  }

  @Override
  public void onResponseBatchEnd() {
    downstream.flush();
  }

  @Override
  public void onDownstreamWritable() {
    UpstreamStream stream = attempts.streamOrNull();
    if (stream != null) {
      stream.resumeResponse();
    }
  }

  @Override
  public void onUpstreamWritable() {
    downstream.resumeRequest();
  }

  // ---- endings

  /** Gives an answer of our own, whatever is under way. */
  private void reply(LocalReply reply) {
    attempts.cancel();
    status = reply.status();
    ResponseHead filtered = filters.local(reply);
    finish();
    AppliedFilters.send(reply, filtered, downstream);
  }

  /** The pause is over, and nobody can be asked now. */
  void onNoFurtherAttempt() {
    reply(LocalReply.LIMIT);
  }

  /** The time for the request is over, which {@code cause} says who gave it. */
  void onRequestTimeout(LocalReply cause) {
    context.metrics().timedOut(TimeoutKind.REQUEST);
    timedOut(cause);
  }

  /** The time for the attempt is over. */
  void onAttemptTimeout() {
    context.metrics().timedOut(TimeoutKind.BACKEND_REQUEST);
    if (!attempts.goOnAfterTimeout()) {
      timedOut(LocalReply.BACKEND_TIMEOUT);
    }
  }

  private void timedOut(LocalReply cause) {
    attempts.warn(cause);
    if (phase == Phase.WAITING) {
      reply(cause);
    } else {
      attempts.cancel();
      finish();
      client.abort(cause);
    }
  }

  @Override
  public void onDownstreamLost(LostCause cause) {
    if (phase != Phase.NONE) {
      attempts.cancel();
      finish();
      client.lost();
    }
  }

  @Override
  public void onClosed() {
    deadline.remove();
  }

  /** The request is over: gives back what it took. Called once for each request. */
  private void finish() {
    attempts.finish();
    body.clear();
    deadline.clear();
    filters.clear();
    phase = Phase.NONE;
    head = null;
    client.finish(status, context.loop().now() - started);
  }
}
