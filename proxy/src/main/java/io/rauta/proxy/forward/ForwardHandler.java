package io.rauta.proxy.forward;

import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.RequestHandler;
import io.rauta.proxy.http.RequestSink;

/** Makes the exchanges of one listener on one worker. */
public final class ForwardHandler implements RequestHandler {

  private final ForwardContext context;
  private final ForwardListener listener;

  /** Serves requests that came in through {@code listener}. */
  public ForwardHandler(ForwardContext context, ForwardListener listener) {
    this.context = context;
    this.listener = listener;
  }

  @Override
  public RequestSink open(DownstreamStream stream) {
    return new Exchange(context, listener, stream);
  }
}
