package io.rauta.config.filter;

/**
 * The order in which the filters of a rule, and then those of the destination that was picked, are
 * applied to a request; the response, be it the backend's or the gateway's own, goes through them
 * in reverse. Filters of one stage keep the order in which the route has them.
 */
public enum FilterStage {
  /**
   * Answers a preflight before anything else is done with it, and has the last word on what
   * browsers are told about the response.
   */
  CORS,
  /** Changes fields, of the request as the client sent it and of the response at the end. */
  HEADERS,
  /** Rewrites host and path, so that a host given here wins over a field that was set before. */
  URL_REWRITE
}
