package io.rauta.proxy.handover;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundInvoker;
import java.nio.charset.StandardCharsets;

/**
 * One side of the handover conversation, which is lines of ASCII and descriptors, strictly in turn.
 *
 * <pre>
 * successor     rauta-handover 1 take
 * predecessor   sockets COUNT                (or: refused REASON)
 * successor     send
 * predecessor   COUNT descriptors, one message each
 * successor     ready
 * predecessor   released
 * </pre>
 *
 * Both keep the connection open for as long as they live; one that breaks means that the other side
 * is gone. If the successor goes first, ready or not, the predecessor is in charge again. The
 * predecessor sends descriptors only when asked, since a channel reads either bytes or descriptors.
 * Owned by the event loop of its channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails ends in channelInactive
abstract class LineHandler extends ChannelInboundHandlerAdapter {

  static final String TAKE = "rauta-handover 1 take";
  static final String SOCKETS = "sockets ";
  static final String REFUSED = "refused ";
  static final String SEND = "send";
  static final String READY = "ready";
  static final String RELEASED = "released";

  private static final int MAX_LINE_BYTES = 256;

  private final StringBuilder pending = new StringBuilder();

  /** Called for each complete line, without its end. */
  abstract void line(ChannelHandlerContext context, String line);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable()) {
        char next = (char) bytes.readUnsignedByte();
        if (next == '\n') {
          String line = pending.toString();
          pending.setLength(0);
          line(context, line);
        } else if (pending.length() == MAX_LINE_BYTES) {
          context.close();
          return;
        } else {
          pending.append(next);
        }
      }
    } finally {
      bytes.release();
    }
  }

  static void say(ChannelOutboundInvoker peer, String line) {
    peer.writeAndFlush(Unpooled.copiedBuffer(line + "\n", StandardCharsets.US_ASCII));
  }
}
