package io.rauta.proxy.observe;

/** Why a stream of HTTP/2 was reset by one side. */
public enum StreamReset {
  /** The client did not want the answer any more. */
  BY_CLIENT,
  /** The client broke a rule of the protocol. */
  CLIENT_ERROR,
  /** The client had more under way than allowed. */
  TOO_MANY,
  /** The client was too slow to send or to read. */
  TIMEOUT,
  /** The answer was complete before the request. */
  ANSWERED_EARLY,
  /** The backend did not complete its answer. */
  BACKEND_LOST
}
