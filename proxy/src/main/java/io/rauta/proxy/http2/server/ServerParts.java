package io.rauta.proxy.http2.server;

import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http2.DataOutput;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.session.ServerListener;

/**
 * What all streams of one connection share.
 *
 * @param connection told of their ends
 * @param listener where the connection came in
 * @param client who is asking
 * @param out what is written
 * @param data what is written of bodies
 * @param answers writes heads and answers of the gateway's own
 * @param window what the client may send on all streams together
 */
record ServerParts(
    Http2ServerConnection connection,
    ServerListener listener,
    ClientAddress client,
    FrameOutput out,
    DataOutput data,
    AnswerFrames answers,
    ReceiveWindow window) {

  /** Lets the client send {@code bytes} more on the connection, whose data was passed on. */
  void giveBack(int bytes) {
    int given = window.give(bytes);
    if (given > 0) {
      out.windowUpdate(0, given);
    }
  }
}
