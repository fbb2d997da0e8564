package io.rauta.proxy.socket;

import io.netty.channel.Channel;
import io.rauta.proxy.loop.ReadSizes;

/**
 * Whether a connection reads. While it does not, it counts among those that are held back.
 *
 * <p>Owned by one event loop.
 */
public final class ReadGate {

  private final Channel channel;
  private final ReadSizes sizes;
  private boolean isShut;

  /** A gate before {@code channel}, open at first. */
  public ReadGate(Channel channel, ReadSizes sizes) {
    this.channel = channel;
    this.sizes = sizes;
  }

  /** Whether nothing is read. */
  public boolean isShut() {
    return isShut;
  }

  /** Stops reading; answers whether that is new. */
  public boolean shut() {
    if (isShut) {
      return false;
    }
    isShut = true;
    sizes.heldBack();
    channel.config().setAutoRead(false);
    return true;
  }

  /** Reads again; answers whether that is new. */
  public boolean open() {
    if (!isShut) {
      return false;
    }
    end();
    channel.config().setAutoRead(true);
    return true;
  }

  /** The connection is gone. */
  public void end() {
    if (isShut) {
      isShut = false;
      sizes.released();
    }
  }
}
