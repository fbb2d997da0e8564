package io.rauta.proxy.filter;

import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;

/**
 * One compiled request or response feature. Holds nothing that belongs to one request, so that all
 * workers share it; called on the event loop that owns the head.
 */
interface HttpFilter {

  /** Called once the rule is known, before the request is sent upstream. */
  default void onRequest(RequestHead head) {}

  /** Called before the response is sent to the client. */
  default void onResponse(ResponseHead head) {}
}
