package io.rauta.proxy.handover;

import io.netty.channel.Channel;
import io.rauta.config.listener.BindAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one address and, while this process is in charge of it, the name at which a
 * successor asks for them. Owned by the handover loop.
 */
final class Offer {

  private final BindAddress address;
  private final List<Channel> sockets;
  private final AfterHandover after;
  private @Nullable Channel name;

  Offer(BindAddress address, List<? extends Channel> sockets, AfterHandover after) {
    this.address = address;
    this.sockets = List.copyOf(sockets);
    this.after = after;
  }

  BindAddress address() {
    return address;
  }

  List<Channel> sockets() {
    return sockets;
  }

  /** The sockets that accept nothing while a successor is in charge. */
  List<Channel> paused() {
    return after == AfterHandover.PAUSE ? sockets : List.of();
  }

  boolean isShared() {
    return after == AfterHandover.KEEP_ACCEPTING;
  }

  /** This process is in charge, and can be asked at {@code name}. */
  void claimed(Channel name) {
    this.name = name;
  }

  /** This process is not in charge any more; answers the name to be given up. */
  Optional<Channel> given() {
    Optional<Channel> held = Optional.ofNullable(name);
    name = null;
    return held;
  }
}
