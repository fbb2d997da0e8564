package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.http2.StreamOutput;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is large about a stream, and used for one stream after the other: the bytes of its response
 * head, its windows, what waits to be sent or taken.
 *
 * <p>Owned by one event loop.
 */
final class StreamParts implements StreamOutput.Owner {

  /** How much a backend may send on a stream before it is passed on, in bytes. */
  static final int WINDOW = 64 * 1024 - 1;

  private final StreamOutput output = new StreamOutput(this);
  private final ReceiveWindow window = new ReceiveWindow(WINDOW);
  private final ResponseHead head = new ResponseHead();
  private final HeaderBlock trailers = new HeaderBlock();
  private final ArrayDeque<ByteBuf> kept = new ArrayDeque<>(1);
  private @Nullable Http2ClientStream user;

  /** Becomes those of {@code stream}. */
  void begin(Http2ClientStream stream, int id, int sendWindow) {
    user = stream;
    output.begin(id, sendWindow);
    window.reset();
  }

  /** The stream is over. */
  void end() {
    user = null;
    output.drop();
  }

  StreamOutput output() {
    return output;
  }

  ReceiveWindow window() {
    return window;
  }

  ResponseHead head() {
    return head;
  }

  HeaderBlock trailers() {
    return trailers;
  }

  /** Data that its taker has not taken yet. */
  ArrayDeque<ByteBuf> kept() {
    return kept;
  }

  @Override
  public void onDrained() {
    Http2ClientStream stream = user;
    if (stream != null) {
      stream.onDrained();
    }
  }

  @Override
  public void onEndWritten() {
    Http2ClientStream stream = user;
    if (stream != null) {
      stream.onEndWritten();
    }
  }
}
