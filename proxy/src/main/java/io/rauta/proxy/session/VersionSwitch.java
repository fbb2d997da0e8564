package io.rauta.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;

/** Has a connection go on in another version of HTTP than it began with. On its loop only. */
public interface VersionSwitch {

  /**
   * The client has begun to speak HTTP/2.
   *
   * @param before the handler that is to be replaced; it has let go of everything
   * @param rest what was read behind the preface; passes to the callee
   */
  void toHttp2(ChannelHandler before, ByteBuf rest);
}
