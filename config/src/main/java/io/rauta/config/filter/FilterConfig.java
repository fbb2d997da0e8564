package io.rauta.config.filter;

/** A request or response feature of a rule or of one of its destinations. */
public sealed interface FilterConfig {

  /**
   * Changes fields of the request before it is sent upstream.
   *
   * @param edits what is changed
   */
  record RequestHeaderModifier(HeaderEdits edits) implements FilterConfig {}

  /**
   * Changes fields of the response before it is sent to the client.
   *
   * @param edits what is changed
   */
  record ResponseHeaderModifier(HeaderEdits edits) implements FilterConfig {}
}
