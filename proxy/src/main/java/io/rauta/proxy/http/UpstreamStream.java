package io.rauta.proxy.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The backend's side of one attempt, whatever HTTP version carries it. Used on its loop only; what
 * arrives goes to the {@link ResponseSink} given with the head.
 */
public interface UpstreamStream {

  /** Sends the head of a request. */
  void sendHead(RequestHead head, ResponseSink sink);

  /** Sends a part of the body and takes {@code data} over. */
  void sendData(ByteBuf data);

  /** Ends the request. */
  void sendEnd(@Nullable HeaderBlock trailers);

  /** Writes out what was sent. */
  void flush();

  /**
   * Whether more may be sent without piling up memory; a change is told by {@link
   * ResponseSink#onUpstreamWritable}.
   */
  boolean isWritable();

  /** Stops reading the response. */
  void pauseResponse();

  /** Reads the response again. */
  void resumeResponse();

  /** Ends the attempt whatever its state; its sink hears nothing more. */
  void cancel();

  /** Whether the stream can still be used: asks the system, for a request that must not be lost. */
  boolean probe();
}
