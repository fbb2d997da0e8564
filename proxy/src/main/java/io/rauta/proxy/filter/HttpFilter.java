package io.rauta.proxy.filter;

import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;

/**
 * One compiled request or response feature. Holds nothing that belongs to one request, so that all
 * workers share it; called on the event loop that owns the heads.
 */
interface HttpFilter {

  /** Called once the rule is known, before the request is sent upstream. */
  default Verdict onRequest(RequestHead head) {
    return Verdict.Continue.INSTANCE;
  }

  /**
   * Called before a response is sent to the client, be it the backend's or the gateway's own.
   *
   * @param request the request as it was changed by all filters
   */
  default void onResponse(RequestHead request, ClientAddress client, ResponseHead response) {}
}
