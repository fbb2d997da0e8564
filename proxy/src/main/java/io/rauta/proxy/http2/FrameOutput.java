package io.rauta.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.rauta.proxy.socket.WriteProgress;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is about to write. Frames gather in one buffer, so that those of many streams
 * leave by one system call at the end of the loop's turn; larger data is passed on as it is.
 *
 * <p>Owned by one event loop. The last frame of a stream can still be marked as its end, and an
 * answer be taken back, while nothing was written behind it.
 */
public final class FrameOutput implements WriteProgress.Written {

  /** Largest payload that we send, in bytes: every peer takes it. */
  public static final int MAX_FRAME = 16 * 1024;

  private static final int HEADER = 9;
  private static final int COPIED = 2 * 1024;
  private static final int FIRST_ROOM = 512;
  private static final int NEXT_ROOM = 8 * 1024;
  private static final int END_STREAM = 0x1;
  private static final int ACK = 0x1;
  private static final int END_HEADERS = 0x4;
  private static final int FLAGS_AT = 4;
  private static final int MOST_CONTROLS = 1_000;

  private final Channel channel;
  private final ChannelPromise written;
  private final Runnable flush = this::flush;
  private @Nullable ByteBuf gathered;
  private boolean isBatch;
  private boolean isUnflushed;
  private boolean isFlushScheduled;
  private long handedOver;
  private int controlsWaiting;

  /** The frame written last, as long as it can be changed. */
  private @Nullable ByteBuf lastFrame;

  private int lastFrameAt;
  private int lastStream;

  /** Where the answer of a stream begins, as long as it can be taken back. */
  private @Nullable ByteBuf heldIn;

  private int heldAt;
  private int heldStream;
  private int headersAt;

  /**
   * @param written told of what could not be written; one for all
   */
  public FrameOutput(Channel channel, ChannelPromise written) {
    this.channel = channel;
    this.written = written;
  }

  // ---- header lists

  /**
   * Begins a HEADERS frame of stream {@code id}; its list is to be written into the answered
   * buffer, which has room for {@code bytes}, and then to be ended.
   */
  public ByteBuf beginHeaders(int id, int bytes) {
    ByteBuf out = room(HEADER + bytes + bytes / MAX_FRAME * HEADER);
    headersAt = out.writerIndex();
    frame(out, 0, Http2FrameTypes.HEADERS, END_HEADERS, id);
    return out;
  }

  /** Ends the HEADERS frame that was begun. */
  public void endHeaders(int id, ByteBuf out, boolean endStream) {
    int at = headersAt;
    int length = out.writerIndex() - at - HEADER;
    int flags = endStream ? END_STREAM : 0;
    if (length <= MAX_FRAME) {
      out.setMedium(at, length);
      out.setByte(at + FLAGS_AT, flags | END_HEADERS);
    } else {
      out.setMedium(at, MAX_FRAME);
      out.setByte(at + FLAGS_AT, flags);
      continueHeaders(id, out, at + HEADER + MAX_FRAME);
    }
    wrote(out, at, id);
  }

  /** Puts what lies behind {@code at} into CONTINUATION frames. */
  private static void continueHeaders(int id, ByteBuf out, int at) {
    ByteBuf rest = out.copy(at, out.writerIndex() - at);
    out.writerIndex(at);
    while (rest.isReadable()) {
      int size = Math.min(MAX_FRAME, rest.readableBytes());
      boolean isLast = size == rest.readableBytes();
      frame(out, size, Http2FrameTypes.CONTINUATION, isLast ? END_HEADERS : 0, id);
      out.writeBytes(rest, size);
    }
    rest.release();
  }

  // ---- answers that may be taken back

  /**
   * The HEADERS frame that was written last and what follows it on stream {@code id} can be taken
   * back until it has left.
   */
  public void hold(int id) {
    heldIn = gathered;
    heldAt = headersAt;
    heldStream = id;
  }

  /**
   * Takes back what was written for stream {@code id} from the frame that was held on; answers
   * whether it could.
   */
  public boolean takeBack(int id) {
    ByteBuf out = heldIn;
    if (out == null || out != gathered || heldStream != id) {
      return false;
    }
    out.writerIndex(heldAt);
    heldIn = null;
    lastFrame = null;
    return true;
  }

  // ---- data

  /** Writes all of {@code data}, which fits into one frame, and takes it over. */
  public void data(int id, ByteBuf data, boolean endStream) {
    int size = data.readableBytes();
    boolean isCopied = size <= COPIED;
    ByteBuf out = room(isCopied ? HEADER + size : HEADER);
    int at = out.writerIndex();
    frame(out, size, Http2FrameTypes.DATA, endStream ? END_STREAM : 0, id);
    wrote(out, at, id);
    if (isCopied) {
      out.writeBytes(data);
      data.release();
    } else {
      gathered = null;
      handOver(out);
      handOver(data);
    }
  }

  /**
   * Marks the frame written last, if it is one of stream {@code id} that has not left, as its end.
   */
  public boolean endWithLast(int id) {
    ByteBuf frame = lastFrame;
    if (frame == null || lastStream != id) {
      return false;
    }
    int flagsAt = lastFrameAt + FLAGS_AT;
    frame.setByte(flagsAt, frame.getByte(flagsAt) | END_STREAM);
    lastFrame = null;
    return true;
  }

  /** Ends stream {@code id} with a frame of its own. */
  public void end(int id) {
    ByteBuf out = room(HEADER);
    int at = out.writerIndex();
    frame(out, 0, Http2FrameTypes.DATA, END_STREAM, id);
    wrote(out, at, id);
  }

  // ---- control

  /** Says how we speak, as pairs of identifier and value. */
  public void settings(int... pairs) {
    ByteBuf out = control(6 * pairs.length / 2, Http2FrameTypes.SETTINGS, 0, 0);
    for (int i = 0; i < pairs.length; i += 2) {
      out.writeShort(pairs[i]);
      out.writeInt(pairs[i + 1]);
    }
  }

  /** Confirms the peer's settings. */
  public void settingsAck() {
    ByteBuf ignored = control(0, Http2FrameTypes.SETTINGS, ACK, 0);
  }

  /** Asks for a sign of life. */
  public void ping(long payload) {
    control(8, Http2FrameTypes.PING, 0, 0).writeLong(payload);
  }

  /** Gives a sign of life. */
  public void pingAck(long payload) {
    control(8, Http2FrameTypes.PING, ACK, 0).writeLong(payload);
  }

  /** Ends stream {@code id} at once. */
  public void reset(int id, Http2Error error) {
    control(4, Http2FrameTypes.RST_STREAM, 0, id).writeInt((int) error.code());
  }

  /** Allows {@code bytes} more on stream {@code id}, or on the connection where that is 0. */
  public void windowUpdate(int id, int bytes) {
    control(4, Http2FrameTypes.WINDOW_UPDATE, 0, id).writeInt(bytes);
  }

  /** Says that no stream after {@code last} will be served. */
  public void goAway(int last, Http2Error error) {
    ByteBuf out = control(8, Http2FrameTypes.GO_AWAY, 0, 0);
    out.writeInt(last);
    out.writeInt((int) error.code());
  }

  private ByteBuf control(int payload, byte type, int flags, int id) {
    controlsWaiting++;
    ByteBuf out = room(HEADER + payload);
    frame(out, payload, type, flags, id);
    lastFrame = null;
    heldIn = null;
    return out;
  }

  /** Control frames that were written since the peer last had read everything. */
  public int controlsWaiting() {
    return controlsWaiting;
  }

  /** Whether the peer leaves far more control frames unread than it can have asked for. */
  public boolean isOverrun() {
    if (controlsWaiting > MOST_CONTROLS) {
      flush();
    }
    return controlsWaiting > MOST_CONTROLS;
  }

  // ---- the buffer

  /** The gathering buffer, with room for {@code bytes} more. */
  public ByteBuf room(int bytes) {
    ByteBuf current = gathered;
    if (current != null) {
      if (current.writableBytes() >= bytes) {
        return current;
      }
      handOver(current);
    }
    ByteBuf fresh = channel.alloc().directBuffer(bytes + (isBatch ? NEXT_ROOM : FIRST_ROOM));
    isBatch = true;
    gathered = fresh;
    return fresh;
  }

  /** A buffer of its own. */
  public ByteBuf buffer(int bytes) {
    return channel.alloc().directBuffer(bytes);
  }

  private static void frame(ByteBuf out, int length, byte type, int flags, int id) {
    out.writeMedium(length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(id);
  }

  private void wrote(ByteBuf out, int at, int id) {
    lastFrame = out;
    lastFrameAt = at;
    lastStream = id;
    if (heldStream != id) {
      heldIn = null;
    }
  }

  private void handOver(ByteBuf data) {
    handedOver += data.readableBytes();
    isUnflushed = true;
    channel.write(data, written);
  }

  /** Hands everything to the socket at the end of the loop's turn. */
  public void flushSoon() {
    if (!isFlushScheduled && (isUnflushed || gathered != null)) {
      isFlushScheduled = true;
      channel.eventLoop().execute(flush);
    }
  }

  /** Hands everything to the socket. */
  public void flush() {
    isFlushScheduled = false;
    isBatch = false;
    lastFrame = null;
    heldIn = null;
    ByteBuf current = gathered;
    if (current != null) {
      gathered = null;
      handOver(current);
    }
    if (isUnflushed) {
      isUnflushed = false;
      channel.flush();
    }
    if (!isWaiting()) {
      controlsWaiting = 0;
    }
  }

  /** Drops what was not handed over. */
  public void discard() {
    lastFrame = null;
    heldIn = null;
    ByteBuf current = gathered;
    if (current != null) {
      gathered = null;
      current.release();
    }
  }

  /**
   * Whether more data may be written without piling up memory; what was written is flushed for it.
   */
  public boolean isWritable() {
    if (!channel.isWritable()) {
      flush();
    }
    return channel.isWritable();
  }

  /** Bytes that wait for the peer to read. */
  public long waitingBytes() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  @Override
  public boolean isWaiting() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting != null && !waiting.isEmpty();
  }

  /** What was handed over and no longer waits; what waits counts some bytes of bookkeeping too. */
  @Override
  public long taken() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting == null
        ? handedOver
        : handedOver - waiting.totalPendingWriteBytes() + waiting.currentProgress();
  }
}
