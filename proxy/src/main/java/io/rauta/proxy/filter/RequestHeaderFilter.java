package io.rauta.proxy.filter;

import io.rauta.proxy.http.RequestHead;

/**
 * Changes fields of the request.
 *
 * @param editor what is changed
 */
record RequestHeaderFilter(HeaderEditor editor) implements HttpFilter {

  @Override
  public Verdict onRequest(RequestHead head) {
    editor.apply(head.headers());
    return Verdict.Continue.INSTANCE;
  }
}
