package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http1.syntax.BodySink;
import io.rauta.proxy.http1.syntax.RequestReader;
import io.rauta.proxy.session.ServerListener;

/**
 * The taking half of a client's connection: reads its requests one after the other and hands each
 * to the exchange. Where reading stands is kept here and nowhere else.
 *
 * <p>Owned by one event loop. Reading goes on while an answer is under way, so that the end of a
 * connection is seen; what a client pipelines waits in the {@link Inbox} for its turn.
 */
final class ServerRequests implements BodySink {

  private final Http1ServerConnection connection;
  private final ServerListener listener;
  private final RequestReader request;
  private final Inbox inbox;
  private final ServerStream stream;
  private final ServerEnding ending;
  private final ServerTimer timer;
  private final RequestSink sink;

  private Reading reading = Reading.HEAD;
  private boolean isActive;
  private boolean isConsuming;
  private boolean isHeadTimed;
  private boolean isBodyHere;

  ServerRequests(
      Http1ServerConnection connection,
      ServerListener listener,
      RequestReader request,
      Inbox inbox,
      ServerStream stream,
      ServerEnding ending,
      ServerTimer timer) {
    this.connection = connection;
    this.listener = listener;
    this.request = request;
    this.inbox = inbox;
    this.stream = stream;
    this.ending = ending;
    this.timer = timer;
    this.sink = listener.handler().open(stream);
  }

  // ---- what is asked

  /** Where reading stands. */
  Reading reading() {
    return reading;
  }

  /** Whether an exchange has a request of this connection under way. */
  boolean isActive() {
    return isActive;
  }

  /** Whether a request head is on its way. */
  boolean hasHeadBegun() {
    return request.hasBegun();
  }

  /** Whether nothing of a next request has arrived. */
  boolean isIdle() {
    return reading == Reading.HEAD && !request.hasBegun() && inbox.isEmpty();
  }

  /** Whether bytes of the body have arrived, read or not. */
  boolean hasBodyBegun() {
    return isBodyHere || request.hasBodyBegun();
  }

  boolean isInBody() {
    return reading == Reading.BODY;
  }

  /** Whether a body that nobody wants is longer than it is worth to save the connection. */
  boolean isBodyTooLongToSkip() {
    return reading == Reading.BODY
        && (request.head().isContinueExpected()
            || request.isRestLongerThan(ServerEnding.DROPPED_BYTES));
  }

  /** Whether we ourselves keep the client from sending. */
  boolean isPaused() {
    return inbox.isPaused();
  }

  /**
   * Whether the client has said that it will send nothing more, so that no byte of it can be in
   * flight.
   */
  private boolean isPeerDone() {
    return ending.hasInputEnded()
        || (reading == Reading.AWAIT && !request.isKeptAlive() && inbox.isEmpty());
  }

  // ---- bytes

  /** Takes what was read: at once, or when its turn comes. */
  void take(ByteBuf in) {
    timer.read(in.readableBytes());
    if (inbox.isEmpty() && !isConsuming) {
      consume(in);
    } else {
      inbox.keep(in);
    }
  }

  private void consume(ByteBuf in) {
    isConsuming = true;
    try {
      while (in.isReadable() && reading != Reading.CLOSED) {
        if (reading == Reading.AWAIT) {
          inbox.keep(in.readRetainedSlice(in.readableBytes()));
        } else {
          step(in);
        }
      }
    } finally {
      in.release();
      isConsuming = false;
    }
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      endOfInput();
    }
  }

  /** Reads on in what was kept, if it is its turn. */
  private void consumeKept() {
    if (isConsuming || reading == Reading.AWAIT || reading == Reading.CLOSED) {
      return;
    }
    ByteBuf in = inbox.take();
    if (in != null) {
      consume(in);
      batchEnd();
    }
  }

  /** Nothing more has been read. */
  void batchEnd() {
    if (isActive) {
      sink.onRequestBatchEnd();
    }
    if (reading != Reading.CLOSED) {
      stream.flush();
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case HEAD -> readHead(in);
      case BODY, SKIP_BODY -> readBody(in);
      case TUNNEL -> sink.onRequestData(in.readRetainedSlice(in.readableBytes()));
      case LINGER -> {
        if (ending.drop(in)) {
          connection.closeNow();
        }
      }
      case AWAIT, CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in) {
    switch (request.readHead(in)) {
      case MORE -> {
        if (!isHeadTimed) {
          isHeadTimed = true;
          timer.headBegun();
        }
      }
      case REFUSED -> connection.refuse(request.refusal());
      case COMPLETE -> {
        isBodyHere = in.isReadable() || !inbox.isEmpty();
        begin();
      }
    }
  }

  private void begin() {
    LocalReply refused = request.judge(listener.settings());
    if (refused != null) {
      connection.refuse(refused);
      return;
    }
    stream.begin(!request.isKeptAlive());
    isActive = true;
    if (request.expectBody()) {
      reading = Reading.BODY;
      timer.bodyBegun();
    } else {
      reading = Reading.AWAIT;
      timer.awaiting();
    }
    if (request.isAboutServer()) {
      stream.sendReply(LocalReply.OPTIONS);
      return;
    }
    sink.onRequest(request.head());
    if (isActive && reading == Reading.AWAIT) {
      sink.onRequestEnd(null);
    }
  }

  private void readBody(ByteBuf in) {
    switch (request.readBody(in, this)) {
      case MORE -> {}
      case REFUSED -> connection.breakOff(LocalReply.BAD_REQUEST);
      case COMPLETE -> {
        if (reading == Reading.SKIP_BODY) {
          next();
        } else if (reading == Reading.BODY) {
          reading = Reading.AWAIT;
          timer.awaiting();
          sink.onRequestEnd(request.trailers());
        }
      }
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    long bytes = request.count(data.readableBytes());
    if (reading == Reading.BODY && bytes <= listener.settings().limits().requestBody()) {
      sink.onRequestData(data);
      return;
    }
    data.release();
    if (reading == Reading.BODY) {
      connection.breakOff(LocalReply.BODY_TOO_LARGE);
    }
  }

  // ---- from one request to the next

  /** The answer is complete. */
  void answered() {
    if (reading == Reading.CLOSED) {
      return;
    }
    isActive = reading == Reading.TUNNEL && !ending.hasInputEnded();
    if (reading == Reading.TUNNEL) {
      ending.endOutput();
    } else if (stream.isClosing()) {
      close();
    } else if (reading == Reading.BODY) {
      reading = Reading.SKIP_BODY;
      inbox.resume();
      timer.resumed();
      if (!isConsuming) {
        stream.flush();
      }
    } else {
      next();
    }
  }

  private void close() {
    if (isPeerDone()) {
      connection.closeWritten();
    } else {
      connection.endGently();
    }
  }

  /** Waits for the next request, or begins with it if it is here already. */
  private void next() {
    request.reset();
    isHeadTimed = false;
    reading = Reading.HEAD;
    timer.idle();
    if (stream.isDraining()) {
      connection.awaitLastRequest();
    }
    inbox.resume();
    if (isConsuming) {
      return;
    }
    stream.flush();
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      connection.closeWritten();
    }
  }

  /** The protocol was switched. */
  void upgraded() {
    reading = Reading.TUNNEL;
    timer.tunnelBegun();
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      endOfInput();
    }
  }

  void pause() {
    inbox.pause();
  }

  void resume() {
    if (inbox.isPaused()) {
      inbox.resume();
      timer.resumed();
    }
  }

  /** More may be sent to the client. */
  void writable() {
    if (isActive) {
      sink.onDownstreamWritable();
    }
  }

  // ---- endings

  /** The client has ended its side. */
  void inputEnded() {
    if (inbox.isEmpty() && !isConsuming) {
      endOfInput();
    }
  }

  private void endOfInput() {
    switch (reading) {
      case HEAD, SKIP_BODY, LINGER -> connection.closeWritten();
      case BODY -> {
        lose(LostCause.CLIENT_GONE);
        connection.closeNow();
      }
      case TUNNEL -> {
        sink.onRequestEnd(null);
        if (ending.hasOutputEnded()) {
          ending.closeAfterFlush();
        }
      }
      case AWAIT -> stream.close();
      case CLOSED -> {}
    }
  }

  /** Takes the request under way, if any, away from its exchange. */
  void lose(LostCause cause) {
    if (isActive) {
      isActive = false;
      sink.onDownstreamLost(cause);
    }
  }

  /** The answer cannot be completed; its exchange knows. */
  void aborted() {
    isActive = false;
  }

  /** Reads on, but takes no request any more; answers whether that is new. */
  boolean linger() {
    isActive = false;
    if (reading == Reading.CLOSED || reading == Reading.LINGER) {
      return false;
    }
    reading = Reading.LINGER;
    return true;
  }

  /** Drops what waits for its turn, and reads whatever comes. */
  void drop() {
    inbox.drop();
    inbox.resume();
  }

  /** Takes nothing any more; answers whether that is new. */
  boolean closed() {
    if (reading == Reading.CLOSED) {
      return false;
    }
    lose(LostCause.CLIENT_GONE);
    reading = Reading.CLOSED;
    inbox.end();
    sink.onClosed();
    return true;
  }
}
