package io.rauta.app.settings;

/** The transports that can be asked for. */
public enum TransportChoice {
  AUTO,
  EPOLL,
  IO_URING,
  NIO
}
