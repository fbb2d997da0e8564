package io.rauta.proxy.observe;

/** Which bound of time was passed. */
public enum TimeoutKind {
  /** Making an upstream connection. */
  CONNECT,
  /** One attempt, up to its response head. */
  BACKEND_REQUEST,
  /** The whole request. */
  REQUEST,
  /** A client's request head. */
  REQUEST_HEAD,
  /** A connection without a request. */
  IDLE,
  /** Progress of a body, in either direction. */
  BODY,
  /** The end of the time to drain. */
  DRAIN
}
