package io.rauta.proxy.http2.syntax;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.rauta.config.listener.HttpLimits;
import io.rauta.proxy.http.HeaderBlock;

/**
 * Netty's HPACK decoder, which fills our header lists instead of its own.
 *
 * <p>Owned by one event loop; one for a connection, since HPACK has state.
 */
public final class FieldDecoder extends DefaultHttp2HeadersDecoder {

  /** Names the block that the fields of a stream go into. */
  public interface Blocks {

    /** The block for the list that stream {@code id} is about to bring; it will be cleared. */
    HeaderBlock blockFor(int id);
  }

  /** Beyond what Netty counts itself: {@link FieldList} is stricter. */
  private static final long UNLIMITED = 0xffffffffL;

  private final FieldList fields;
  private final Blocks blocks;
  private final int mostCompressed;

  /** Decodes lists of at most {@code limits} into what {@code blocks} names. */
  public FieldDecoder(HttpLimits limits, Blocks blocks) {
    super(false, UNLIMITED);
    this.fields = new FieldList(limits);
    this.blocks = blocks;
    this.mostCompressed = 2 * limits.fieldSection();
  }

  /** The list that was decoded last. */
  public FieldList fields() {
    return fields;
  }

  /** How many bytes a list may have while it is compressed. */
  @Override
  public long maxHeaderListSizeGoAway() {
    return mostCompressed;
  }

  @Override
  protected Http2Headers newHeaders() {
    return fields;
  }

  @Override
  public Http2Headers decodeHeaders(int id, ByteBuf compressed) throws Http2Exception {
    fields.begin(blocks.blockFor(id));
    try {
      Http2Headers ignored = super.decodeHeaders(id, compressed);
    } catch (Http2Exception e) {
      if (fields.isExcessive()) {
        throw Http2Exception.connectionError(
            Http2Error.ENHANCE_YOUR_CALM, "the header list of stream %d is too large", id);
      }
      throw e;
    }
    fields.end();
    return fields;
  }
}
