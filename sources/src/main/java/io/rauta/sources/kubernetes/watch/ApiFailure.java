package io.rauta.sources.kubernetes.watch;

/** A request to the API server that did not lead to what was asked for. */
final class ApiFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Cause cause;
  private final String message;

  ApiFailure(Cause cause, String message) {
    super(message);
    this.cause = cause;
    this.message = message;
  }

  /** What it means for whoever asked. */
  enum Cause {
    /** No answer, or one that says that the server cannot answer now. */
    UNREACHABLE,
    /** We may not. */
    FORBIDDEN,
    /** It does not know the kind. */
    UNKNOWN_KIND,
    /** What happened since then is forgotten; all objects have to be asked for again. */
    TOO_OLD,
    /** Anything else. */
    REFUSED
  }

  /** What happened, for a person. */
  String message() {
    return message;
  }

  /** What it means. */
  Cause reason() {
    return cause;
  }
}
