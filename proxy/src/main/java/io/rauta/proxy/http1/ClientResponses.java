package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http1.syntax.BodySink;
import io.rauta.proxy.http1.syntax.ResponseReader;
import org.jspecify.annotations.Nullable;

/**
 * The taking half of a connection to a backend: reads the response to each request and hands it to
 * its taker. Where reading stands is kept here and nowhere else.
 *
 * <p>Owned by one event loop.
 */
final class ClientResponses implements BodySink {

  /** Where reading stands. */
  enum Reading {
    /** Not in use: every byte is one too many. */
    IDLE(ClientTimer.Waiting.IDLE),
    /** In a head, or before one. */
    HEAD(ClientTimer.Waiting.OTHER),
    /** In a body. */
    BODY(ClientTimer.Waiting.BODY),
    /** In data of an upgraded connection. */
    TUNNEL(ClientTimer.Waiting.OTHER),
    /** The connection is gone. */
    CLOSED(ClientTimer.Waiting.OTHER);

    private final ClientTimer.Waiting waiting;

    Reading(ClientTimer.Waiting waiting) {
      this.waiting = waiting;
    }

    /** What it waits for, as far as time is concerned. */
    ClientTimer.Waiting waiting() {
      return waiting;
    }
  }

  private static final int MAX_INTERIM = 8;

  private final Http1ClientConnection connection;
  private final ClientTimer timer;
  private final ResponseReader response = new ResponseReader();

  private Reading reading = Reading.IDLE;
  private @Nullable ResponseSink sink;
  private @Nullable String webSocketKey;
  private boolean isToHead;
  private boolean hasBegun;
  private boolean isBodyTimed;
  private boolean hasEnded;
  private int interims;

  ClientResponses(Http1ClientConnection connection, ClientTimer timer) {
    this.connection = connection;
    this.timer = timer;
  }

  /**
   * Expects the response to a request.
   *
   * @param toHead whether the request is a HEAD
   * @param key the key of a request for a WebSocket, else null
   */
  void expect(ResponseSink taker, boolean toHead, @Nullable String key) {
    sink = taker;
    isToHead = toHead;
    webSocketKey = key;
    reading = Reading.HEAD;
    hasBegun = false;
    hasEnded = false;
    interims = 0;
    response.reset();
  }

  /** Where reading stands. */
  Reading reading() {
    return reading;
  }

  /** Whether the backend has ended its side of a tunnel. */
  boolean hasEnded() {
    return hasEnded;
  }

  /** What the taker allows the backend in time. */
  HttpTimeouts timeouts() {
    return sink().timeouts();
  }

  private ResponseSink sink() {
    ResponseSink current = sink;
    if (current == null) {
      throw new IllegalStateException("a response has no taker");
    }
    return current;
  }

  // ---- bytes

  /** Takes what was read. */
  void take(ByteBuf in) {
    timer.read(in.readableBytes());
    try {
      while (in.isReadable() && reading != Reading.CLOSED) {
        step(in);
      }
    } finally {
      in.release();
    }
    if (reading == Reading.BODY && !isBodyTimed) {
      // Only now, since most bodies are complete with their head.
      isBodyTimed = true;
      timer.bodyBegun(response.isEventStream());
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case IDLE -> connection.close();
      case HEAD -> readHead(in);
      case BODY -> readBody(in);
      case TUNNEL -> sink().onResponseData(in.readRetainedSlice(in.readableBytes()));
      case CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in) {
    hasBegun = true;
    switch (response.readHead(in, isToHead)) {
      case MORE -> {}
      case REFUSED -> connection.fail(UpstreamFailure.BAD_RESPONSE);
      case COMPLETE -> {
        if (response.head().status() < 200) {
          interim(response.head());
        } else {
          begin(in);
        }
      }
    }
  }

  private void interim(ResponseHead head) {
    if (head.status() == 101) {
      upgrade(head);
    } else if (++interims > MAX_INTERIM) {
      connection.fail(UpstreamFailure.BAD_RESPONSE);
    } else {
      if (head.status() != 100) {
        sink().onInterim(head);
      }
      response.reset();
    }
  }

  private void upgrade(ResponseHead head) {
    String key = webSocketKey;
    if (key == null || !response.isWebSocketAccepted(key)) {
      connection.fail(UpstreamFailure.BAD_RESPONSE);
      return;
    }
    reading = Reading.TUNNEL;
    connection.upgraded();
    timer.tunnelBegun();
    sink().onUpgrade(head);
  }

  private void begin(ByteBuf in) {
    reading = Reading.BODY;
    isBodyTimed = false;
    boolean hasBody = response.expectBody();
    sink().onResponse(response.head());
    if (!hasBody && reading == Reading.BODY) {
      complete(in.isReadable());
    }
  }

  private void readBody(ByteBuf in) {
    switch (response.readBody(in, this)) {
      case MORE -> {}
      case REFUSED -> connection.fail(UpstreamFailure.BAD_RESPONSE);
      case COMPLETE -> {
        if (reading == Reading.BODY) {
          complete(in.isReadable());
        }
      }
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    if (reading == Reading.BODY) {
      sink().onResponseData(data);
    } else {
      data.release();
    }
  }

  private void complete(boolean leftovers) {
    ResponseSink done = sink();
    HeaderBlock trailers = response.trailers();
    boolean isClean = !leftovers && response.isKeptAlive() && connection.isRequestWritten();
    sink = null;
    if (isClean) {
      reading = Reading.IDLE;
      connection.reusable();
    } else {
      connection.close();
    }
    done.onResponseEnd(trailers);
    done.onResponseBatchEnd();
  }

  /** Nothing more has been read. */
  void batchEnd() {
    ResponseSink current = sink;
    if (current != null) {
      current.onResponseBatchEnd();
    }
  }

  /** More may be sent to the backend. */
  void writable() {
    ResponseSink current = sink;
    if (current != null) {
      current.onUpstreamWritable();
    }
  }

  // ---- endings

  /** The backend has ended its side. */
  void inputEnded() {
    switch (reading) {
      case IDLE -> connection.close();
      case HEAD -> broken();
      case BODY -> {
        // Behind a failed write, the end of a connection may be a reset that was told there.
        if (response.endsWithConnection() && !connection.isOutputLost()) {
          complete(true);
        } else {
          broken();
        }
      }
      case TUNNEL -> {
        if (hasEnded) {
          return;
        }
        hasEnded = true;
        ResponseSink current = sink;
        if (current != null) {
          current.onResponseEnd(null);
          current.onResponseBatchEnd();
        }
        connection.tunnelInputEnded();
      }
      case CLOSED -> {}
    }
  }

  /** The connection broke. */
  void broken() {
    connection.fail(hasBegun ? UpstreamFailure.CUT : UpstreamFailure.CLOSED_EARLY);
  }

  /** Takes the response away from its taker, and answers who that was, or null. */
  @Nullable ResponseSink abandon() {
    ResponseSink taker = sink;
    sink = null;
    return taker;
  }

  /** Takes nothing any more; answers whether that is new. */
  boolean closed() {
    boolean isNew = reading != Reading.CLOSED;
    reading = Reading.CLOSED;
    return isNew;
  }
}
