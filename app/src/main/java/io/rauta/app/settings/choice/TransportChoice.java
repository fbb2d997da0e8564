package io.rauta.app.settings.choice;

/** The transports that can be asked for. */
public enum TransportChoice {
  AUTO,
  EPOLL,
  IO_URING,
  NIO
}
