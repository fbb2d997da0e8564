package io.rauta.proxy.http;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * Takes the response to one attempt. Called on the stream's loop; after an end or a failure nothing
 * more comes.
 */
public interface ResponseSink {

  /** How long the backend may be silent inside a body, or leave unread what we have for it. */
  HttpTimeouts timeouts();

  /** An interim response other than 100 and 101. */
  void onInterim(ResponseHead head);

  /** The backend agreed to an upgrade: from now on data is relayed as it is, both ways. */
  void onUpgrade(ResponseHead head);

  /** The head of the final response, valid until its end. */
  void onResponse(ResponseHead head);

  /** A part of the body; {@code data} passes to the sink. */
  void onResponseData(ByteBuf data);

  /** The response is complete. */
  void onResponseEnd(@Nullable HeaderBlock trailers);

  /** Nothing more has been read: time to write out what was passed on. */
  void onResponseBatchEnd();

  /** More may be sent to the backend. */
  void onUpstreamWritable();

  /** The attempt failed; the connection is gone. */
  void onUpstreamFailure(UpstreamFailure failure);
}
