package io.rauta.proxy.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one exchange, whatever HTTP version carries it. Used on its loop only; after
 * {@link #sendEnd}, {@link #sendReply} or {@link #abort} nothing more may be sent.
 */
public interface DownstreamStream {

  /** Who is asking. */
  ClientAddress client();

  /** Tells a client that waits for it to send its body. */
  void sendContinue();

  /** Sends an interim answer other than 100 and 101. */
  void sendInterim(ResponseHead head);

  /** Sends the head of the final answer. */
  void sendHead(ResponseHead head);

  /** Answers 101: from now on data is relayed as it is, both ways. */
  void sendUpgrade(ResponseHead head);

  /** Sends a part of the body and takes {@code data} over. */
  void sendData(ByteBuf data);

  /** Ends the answer. */
  void sendEnd(@Nullable HeaderBlock trailers);

  /**
   * Takes an answer back of which nothing has left; answers false where something has. What {@link
   * #sendHead} began is then as if it had never been sent.
   */
  boolean takeBack();

  /** Gives an answer of the gateway's own instead of any other. Allowed until {@link #sendHead}. */
  void sendReply(LocalReply reply);

  /**
   * Gives an answer of the gateway's own whose fields were changed.
   *
   * @param head made by {@link ResponseHead#local} for {@code reply}
   */
  void sendReply(LocalReply reply, ResponseHead head);

  /** Ends the answer so that the client cannot take it for complete. */
  void abort();

  /** Writes out what was sent. */
  void flush();

  /**
   * Whether more may be sent without piling up memory; a change is told by {@link
   * RequestSink#onDownstreamWritable}.
   */
  boolean isWritable();

  /** Stops reading the request body. */
  void pauseRequest();

  /** Reads the request body again. */
  void resumeRequest();
}
