package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;

/** Takes the data of a body. Called on the connection's loop while its reader reads. */
public interface BodySink {

  /** {@code data} passes to the sink. */
  void onBodyData(ByteBuf data);
}
