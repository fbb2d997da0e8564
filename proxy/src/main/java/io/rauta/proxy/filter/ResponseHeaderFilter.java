package io.rauta.proxy.filter;

import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;

/**
 * Changes fields of the response.
 *
 * @param editor what is changed
 */
record ResponseHeaderFilter(HeaderEditor editor) implements HttpFilter {

  @Override
  public void onResponse(RequestHead request, ClientAddress client, ResponseHead response) {
    editor.apply(response.headers());
  }
}
