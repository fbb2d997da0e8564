package io.rauta.proxy.http2.client;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http2.DataOutput;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.http2.syntax.FieldWriter;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import java.nio.charset.StandardCharsets;

/**
 * What one connection sends to its backend. Requests of many clients share it, so it is written out
 * once in a turn of the loop, whoever asks for it how often.
 *
 * <p>Owned by one event loop.
 */
final class RequestOutput {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int ENABLE_PUSH = 2;
  private static final int MAX_HEADER_LIST_SIZE = 6;
  private static final int FIRST_WINDOW = 65_535;

  /** How much may wait for the backend before clients are held back: it is shared by many. */
  private static final WriteBufferWaterMark WAITING =
      new WriteBufferWaterMark(16 * 1024, 32 * 1024);

  private final Channel channel;
  private final FrameOutput frames;
  private final FieldWriter fields = new FieldWriter();
  private final DataOutput data;
  private final RequestFields heads;
  private final Runnable flushed;
  private final Runnable flush = this::flushNow;
  private long headsSent;
  private boolean isFlushScheduled;
  private boolean isOver;

  /**
   * @param flushed run after each time that something may have been handed to the socket
   */
  RequestOutput(Channel channel, Transport transport, Runnable flushed) {
    this.channel = channel;
    this.flushed = flushed;
    // A failed write is no exception here: the end of the connection tells of it.
    this.frames = new FrameOutput(channel, channel.unsafe().voidPromise());
    this.data = new DataOutput(frames, fields);
    this.heads = new RequestFields(fields, transport);
  }

  /** Begins the connection. */
  void begin() {
    channel.config().setWriteBufferWaterMark(WAITING);
    frames.room(PREFACE.length).writeBytes(PREFACE);
    frames.settings(ENABLE_PUSH, 0, MAX_HEADER_LIST_SIZE, BackendFrames.LIMITS.fieldSection());
    frames.windowUpdate(0, BackendFrames.WINDOW - FIRST_WINDOW);
    flushNow();
  }

  /** The frames. */
  FrameOutput frames() {
    return frames;
  }

  /** The bodies. */
  DataOutput data() {
    return data;
  }

  /** Sends a head. */
  void head(int id, RequestHead head, boolean ends) {
    headsSent++;
    heads.write(frames, id, head, ends);
  }

  /** The backend has named a size for the table of fields. */
  void tableSizeNamed() {
    fields.tableSizeNamed();
  }

  /** Heads and parts of bodies that were sent so far. */
  long messageFrames() {
    return headsSent + data.frames();
  }

  /** Whether more may be sent without piling up memory. */
  boolean isWritable() {
    return channel.isWritable();
  }

  /** Writes out what was sent, together with what others send in this turn of the loop. */
  void flushSoon() {
    if (!isFlushScheduled && !isOver) {
      isFlushScheduled = true;
      channel.eventLoop().execute(flush);
    }
  }

  private void flushNow() {
    isFlushScheduled = false;
    flush();
  }

  /** Writes out what was sent. */
  void flush() {
    if (!isOver) {
      frames.flush();
      flushed.run();
    }
  }

  /** Drops what was not written out; nothing can be sent any more. */
  void end() {
    isOver = true;
    frames.discard();
  }
}
