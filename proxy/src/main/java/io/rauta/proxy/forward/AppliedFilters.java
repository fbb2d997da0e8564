package io.rauta.proxy.forward;

import io.rauta.proxy.filter.FilterChain;
import io.rauta.proxy.filter.Verdict;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * The filters that one request goes through, those of its rule and then those of its target, and
 * that its answer goes through in reverse.
 *
 * <p>Owned by one event loop and reused after {@link #clear}.
 */
final class AppliedFilters {

  private final ClientAddress client;
  private FilterChain ofRule = FilterChain.NONE;
  private FilterChain ofTarget = FilterChain.NONE;
  private @Nullable RequestHead request;

  AppliedFilters(ClientAddress client) {
    this.client = client;
  }

  /** Applies the filters of the rule. */
  Verdict onRequest(RequestHead head, FilterChain filters) {
    request = head;
    ofRule = filters;
    return filters.onRequest(head);
  }

  /** Applies the filters of the target that was picked. */
  Verdict onTarget(RequestHead head, FilterChain filters) {
    ofTarget = filters;
    return filters.onRequest(head);
  }

  /** Applies all of them to an answer. */
  void onResponse(ResponseHead response) {
    RequestHead head = request;
    if (head != null) {
      ofTarget.onResponse(head, client, response);
      ofRule.onResponse(head, client, response);
    }
  }

  /** Gives an answer of the gateway's own that went through {@link #local}. */
  static void send(LocalReply reply, @Nullable ResponseHead filtered, DownstreamStream downstream) {
    if (filtered == null) {
      downstream.sendReply(reply);
    } else {
      downstream.sendReply(reply, filtered);
    }
  }

  /** The head of an answer of the gateway's own as it leaves the filters, or null without any. */
  @Nullable ResponseHead local(LocalReply reply) {
    if (ofRule.isEmpty() && ofTarget.isEmpty()) {
      return null;
    }
    ResponseHead response = new ResponseHead();
    response.local(reply);
    onResponse(response);
    return response;
  }

  /** The request is over. */
  void clear() {
    ofRule = FilterChain.NONE;
    ofTarget = FilterChain.NONE;
    request = null;
  }
}
