package io.rauta.proxy.observe;

/** What became of the copy of a request. */
public enum MirrorOutcome {
  /** It was answered; the answer was dropped. */
  ANSWERED,
  /** No connection was made, it broke, or the answer took too long. */
  FAILED,
  /** The mirror was too slow to take the body, or the request itself ended early. */
  CUT,
  /** It was not sent: nobody to ask, or too many under way. */
  DROPPED
}
