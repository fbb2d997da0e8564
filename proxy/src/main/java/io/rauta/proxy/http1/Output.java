package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.socket.WriteProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is about to write. Heads and small pieces of a body gather in one buffer, so
 * that a short message leaves in one piece and by one system call; larger pieces are passed on as
 * they are. What was written since {@link #hold} can be taken back until the next {@link #flush}.
 *
 * <p>Owned by one event loop.
 */
final class Output implements WriteProgress.Written {

  /**
   * Pieces up to this size are copied behind what is gathered: cheaper than a second entry in the
   * socket's write list.
   */
  private static final int COPIED = 2 * 1024;

  private static final int SPARE = 256;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final ChannelPromise written;
  private @Nullable ByteBuf gathered;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private int heldBytes;
  private boolean isHolding;
  private long handedOver;
  private boolean isUnflushed;

  /**
   * @param written told of what could not be written; one for all
   */
  Output(Channel channel, ChannelPromise written) {
    this.channel = channel;
    this.written = written;
  }

  /** The gathering buffer, with room for {@code bytes} more. */
  ByteBuf room(int bytes) {
    ByteBuf current = gathered;
    if (current != null) {
      if (current.writableBytes() >= bytes) {
        return current;
      }
      handOver(current);
    }
    ByteBuf fresh = channel.alloc().directBuffer(bytes + SPARE);
    gathered = fresh;
    return fresh;
  }

  /** Writes {@code data} as it is and takes it over. */
  void data(ByteBuf data) {
    int size = data.readableBytes();
    ByteBuf current = gathered;
    if (current != null) {
      if (size <= COPIED && size <= current.writableBytes()) {
        current.writeBytes(data);
        data.release();
        return;
      }
      gathered = null;
      handOver(current);
    }
    handOver(data);
  }

  /** Writes {@code data} as one chunk and takes it over. */
  void chunk(ByteBuf data) {
    int size = data.readableBytes();
    if (size == 0) {
      data.release();
      return;
    }
    ByteBuf head = room(size <= COPIED ? size + 12 : 12);
    writeHex(head, size);
    head.writeShort('\r' << 8 | '\n');
    data(data);
    room(2).writeShort('\r' << 8 | '\n');
  }

  /** Writes the last chunk and the trailers. */
  void lastChunk(@Nullable HeaderBlock trailers) {
    ByteBuf out = room(5 + (trailers == null ? 0 : trailers.maxWritten()));
    out.writeByte('0');
    out.writeShort('\r' << 8 | '\n');
    if (trailers != null) {
      trailers.writeTo(out);
    }
    out.writeShort('\r' << 8 | '\n');
  }

  /** Keeps what is written from now on, so that it can be taken back. */
  void hold() {
    ByteBuf earlier = gathered;
    if (earlier != null) {
      gathered = null;
      handOver(earlier);
    }
    isHolding = true;
  }

  /** Takes everything back that was written since {@link #hold}, unless any of it has left. */
  boolean takeBack() {
    if (!isHolding) {
      return false;
    }
    discard();
    return true;
  }

  /** Hands everything to the socket. */
  void flush() {
    isHolding = false;
    for (ByteBuf data = held.poll(); data != null; data = held.poll()) {
      handOver(data);
    }
    heldBytes = 0;
    ByteBuf current = gathered;
    if (current != null) {
      gathered = null;
      handOver(current);
    }
    if (isUnflushed) {
      isUnflushed = false;
      channel.flush();
    }
  }

  /** Drops what was not handed over. */
  void discard() {
    isHolding = false;
    for (ByteBuf data = held.poll(); data != null; data = held.poll()) {
      data.release();
    }
    heldBytes = 0;
    ByteBuf current = gathered;
    if (current != null) {
      gathered = null;
      current.release();
    }
  }

  /**
   * Bytes that the peer's system has taken so far, about: what was handed over and no longer waits.
   * What waits counts some bytes of bookkeeping too, so only growth beyond the highest value so far
   * is progress.
   */
  @Override
  public long taken() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting == null
        ? handedOver
        : handedOver - waiting.totalPendingWriteBytes() + waiting.currentProgress();
  }

  /** Whether everything has been taken by the peer's system. */
  boolean isEmpty() {
    return gathered == null && held.isEmpty() && !isUnflushed && !isWaiting();
  }

  /** Whether more may be written without piling up memory. */
  boolean isWritable() {
    return heldBytes == 0 ? channel.isWritable() : channel.bytesBeforeUnwritable() > heldBytes;
  }

  /** Whether anything waits for the peer to read. */
  @Override
  public boolean isWaiting() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting != null && !waiting.isEmpty();
  }

  private void handOver(ByteBuf data) {
    if (isHolding) {
      held.add(data);
      heldBytes += data.readableBytes();
      return;
    }
    handedOver += data.readableBytes();
    isUnflushed = true;
    channel.write(data, written);
  }

  private static void writeHex(ByteBuf out, int value) {
    int shift = 28;
    while (shift > 0 && value >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      out.writeByte(HEX[value >>> shift & 15]);
    }
  }
}
