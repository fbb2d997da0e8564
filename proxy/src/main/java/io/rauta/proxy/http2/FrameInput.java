package io.rauta.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.StreamException;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.rauta.proxy.http2.syntax.FieldDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a connection reads into whole frames, which Netty's reader takes apart. Only the frame
 * at the edge of a read is copied; data goes on as slices of what was read.
 *
 * <p>Owned by one event loop; to be told of the {@link #end} of the connection.
 */
public final class FrameInput {

  /** Told of what is no frame. */
  public interface Events {

    /** A frame breaks a rule of its stream only. */
    void onStreamError(int id, Http2Error error) throws Http2Exception;

    /** A part of a DATA frame came whose rest is still on its way. */
    void onPartialData(int id, int bytes);
  }

  /** Largest payload that we take, in bytes: the value that needs no announcement. */
  public static final int MAX_FRAME = 16 * 1024;

  private static final int HEADER = 9;
  private static final int END_HEADERS = 0x4;
  private static final int SMALL_CONTINUATIONS = 16;

  private final DefaultHttp2FrameReader reader;
  private final Http2FrameListener listener;
  private final Events events;
  private @Nullable ByteBuf partial;
  private boolean inFieldBlock;
  private boolean ended;
  private int heads;

  /** Hands frames to {@code listener}, with header lists by {@code decoder}. */
  public FrameInput(FieldDecoder decoder, Http2FrameListener listener, Events events) {
    this.reader = new DefaultHttp2FrameReader(decoder, SMALL_CONTINUATIONS);
    this.listener = listener;
    this.events = events;
  }

  /**
   * Takes {@code in} over.
   *
   * @throws Http2Exception if the connection cannot go on
   */
  public void take(ChannelHandlerContext ctx, ByteBuf in) throws Http2Exception {
    try {
      while (partial != null && in.isReadable() && !ended) {
        complete(ctx, in);
      }
      if (in.isReadable() && !ended) {
        readWhole(ctx, in);
        keep(ctx, in);
      }
    } finally {
      in.release();
    }
  }

  /** Whether a part of a frame other than DATA waits for its rest. */
  public boolean isInHead() {
    ByteBuf kept = partial;
    return inFieldBlock || (kept != null && !isData(kept));
  }

  /** Grows whenever something begins that {@link #isInHead} may be about. */
  public int heads() {
    return heads;
  }

  /** The connection takes nothing any more. */
  public void end() {
    if (!ended) {
      ended = true;
      reader.close();
      ByteBuf kept = partial;
      partial = null;
      if (kept != null) {
        kept.release();
      }
    }
  }

  // ---- a frame that came in parts

  private void keep(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.isReadable() && !ended) {
      ByteBuf kept = ctx.alloc().directBuffer(missing(in) + in.readableBytes());
      partial = kept;
      if (!inFieldBlock) {
        heads++;
      }
      fill(kept, in, in.readableBytes());
    }
  }

  private void complete(ChannelHandlerContext ctx, ByteBuf in) throws Http2Exception {
    ByteBuf kept = partial;
    if (kept == null) {
      return;
    }
    fill(kept, in, Math.min(missing(kept), in.readableBytes()));
    if (missing(kept) == 0) {
      partial = null;
      try {
        readWhole(ctx, kept);
      } finally {
        kept.release();
      }
    }
  }

  private void fill(ByteBuf kept, ByteBuf in, int bytes) {
    kept.writeBytes(in, bytes);
    if (isData(kept) && missing(kept) > 0) {
      events.onPartialData(kept.getInt(kept.readerIndex() + 5) & Integer.MAX_VALUE, bytes);
    }
  }

  private static boolean isData(ByteBuf kept) {
    return kept.readableBytes() >= HEADER
        && kept.getByte(kept.readerIndex() + 3) == Http2FrameTypes.DATA;
  }

  /** How many bytes of a header, or else of the whole frame, are still to come. */
  private static int missing(ByteBuf part) {
    int here = part.readableBytes();
    if (here < HEADER) {
      return HEADER - here;
    }
    int length = part.getUnsignedMedium(part.readerIndex());
    return length > MAX_FRAME ? 0 : Math.max(0, HEADER + length - here);
  }

  // ---- whole frames

  private void readWhole(ChannelHandlerContext ctx, ByteBuf in) throws Http2Exception {
    int end = in.writerIndex();
    in.writerIndex(endOfWhole(in));
    while (in.isReadable() && !ended) {
      try {
        reader.readFrame(ctx, in, listener);
      } catch (StreamException e) {
        events.onStreamError(e.streamId(), e.error());
      }
    }
    in.writerIndex(end);
  }

  /** Where the last whole frame ends; one that is too long counts with its header. */
  private int endOfWhole(ByteBuf in) {
    int at = in.readerIndex();
    int end = in.writerIndex();
    while (end - at >= HEADER) {
      int length = in.getUnsignedMedium(at);
      if (length > MAX_FRAME) {
        return at + HEADER;
      }
      if (end - at - HEADER < length) {
        break;
      }
      switch (in.getByte(at + 3)) {
        case Http2FrameTypes.HEADERS -> {
          inFieldBlock = (in.getByte(at + 4) & END_HEADERS) == 0;
          heads++;
        }
        case Http2FrameTypes.CONTINUATION -> inFieldBlock = (in.getByte(at + 4) & END_HEADERS) == 0;
        default -> {}
      }
      at += HEADER + length;
    }
    return at;
  }
}
