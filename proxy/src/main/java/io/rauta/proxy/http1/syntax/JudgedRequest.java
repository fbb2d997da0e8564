package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;

/** What the codec says about one request head, without a connection: for explanations. */
public sealed interface JudgedRequest {

  /**
   * The request goes on to the routes.
   *
   * @param head owned by the caller
   */
  record Accepted(RequestHead head) implements JudgedRequest {}

  /**
   * The request is answered by the gateway.
   *
   * @param reply how
   */
  record Refused(LocalReply reply) implements JudgedRequest {}

  /**
   * Judges a head.
   *
   * @param bytes all of it, with the empty line at its end
   * @param settings those of the listener
   * @throws IllegalArgumentException if the head has no end
   */
  static JudgedRequest of(byte[] bytes, HttpSettings settings) {
    RequestReader reader = new RequestReader(settings.limits());
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    return switch (reader.readHead(in)) {
      case MORE -> throw new IllegalArgumentException("the head has no end");
      case REFUSED -> new Refused(reader.refusal());
      case COMPLETE -> judged(reader, settings);
    };
  }

  private static JudgedRequest judged(RequestReader reader, HttpSettings settings) {
    LocalReply refused = reader.judge(settings);
    if (refused != null) {
      return new Refused(refused);
    }
    return reader.isAboutServer() ? new Refused(LocalReply.OPTIONS) : new Accepted(reader.head());
  }
}
