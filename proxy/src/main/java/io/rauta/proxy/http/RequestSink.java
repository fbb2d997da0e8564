package io.rauta.proxy.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Takes the requests of one stream, one after the other. Called on the stream's loop. */
public interface RequestSink {

  /** A request has begun; {@code head} is the sink's until its answer has ended. */
  void onRequest(RequestHead head);

  /** A part of the body; {@code data} passes to the sink. */
  void onRequestData(ByteBuf data);

  /** The request is complete. */
  void onRequestEnd(@Nullable HeaderBlock trailers);

  /** Nothing more has been read: time to write out what was passed on. */
  void onRequestBatchEnd();

  /** More may be sent to the client. */
  void onDownstreamWritable();

  /** The request ended before it was complete or answered, and no answer can be given any more. */
  void onDownstreamLost(LostCause cause);

  /** The stream is gone and brings no request any more: nothing may keep the sink alive. */
  void onClosed();

  /** Why a client's side ended early. */
  enum LostCause {
    /** The client closed or reset its connection. */
    CLIENT_GONE,
    /** The client broke the rules inside the body. */
    CLIENT_ERROR,
    /** The client was too slow to send or to read. */
    CLIENT_TIMEOUT,
    /** The gateway is ending and its time for that is over. */
    DRAIN_DEADLINE
  }
}
