package io.rauta.proxy.filter;

import io.rauta.config.filter.FilterConfig;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.util.List;

/**
 * The compiled filters of a rule or of one of its destinations, in order. Immutable; shared by all
 * workers, called on the event loop that owns the head.
 */
public final class FilterChain {

  /** Changes nothing. */
  public static final FilterChain NONE = new FilterChain(List.of());

  private final HttpFilter[] filters;

  private FilterChain(List<HttpFilter> filters) {
    this.filters = filters.toArray(HttpFilter[]::new);
  }

  /** Compiles {@code configs}, which are applied in that order. */
  public static FilterChain compile(List<FilterConfig> configs) {
    return configs.isEmpty()
        ? NONE
        : new FilterChain(configs.stream().map(FilterChain::compile).toList());
  }

  private static HttpFilter compile(FilterConfig config) {
    return switch (config) {
      case FilterConfig.RequestHeaderModifier(var edits) ->
          new RequestHeaderFilter(new HeaderEditor(edits));
      case FilterConfig.ResponseHeaderModifier(var edits) ->
          new ResponseHeaderFilter(new HeaderEditor(edits));
    };
  }

  /** Applies every filter to the request, first to last. */
  public void onRequest(RequestHead head) {
    for (HttpFilter filter : filters) {
      filter.onRequest(head);
    }
  }

  /** Applies every filter to the response, last to first. */
  public void onResponse(ResponseHead head) {
    for (int i = filters.length - 1; i >= 0; i--) {
      filters[i].onResponse(head);
    }
  }
}
