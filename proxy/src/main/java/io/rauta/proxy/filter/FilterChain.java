package io.rauta.proxy.filter;

import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Redirection;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled filters of a rule or of one of its destinations, in order. Immutable; shared by all
 * workers, called on the event loop that owns the heads.
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

  /** Compiles {@code configs}, behind which the client is sent elsewhere. */
  public static FilterChain redirecting(List<FilterConfig> configs, Redirection to) {
    List<HttpFilter> filters = new ArrayList<>(configs.size() + 1);
    configs.forEach(config -> filters.add(compile(config)));
    filters.add(new RedirectFilter(to));
    return new FilterChain(filters);
  }

  private static HttpFilter compile(FilterConfig config) {
    return switch (config) {
      case FilterConfig.Cors(var policy) -> new CorsFilter(policy);
      case FilterConfig.RequestHeaderModifier(var edits) ->
          new RequestHeaderFilter(new HeaderEditor(edits));
      case FilterConfig.ResponseHeaderModifier(var edits) ->
          new ResponseHeaderFilter(new HeaderEditor(edits));
      case FilterConfig.UrlRewrite(var hostname, var path) -> new UrlRewriteFilter(hostname, path);
    };
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return filters.length == 0;
  }

  /** Applies the filters to the request, first to last, until one of them answers it. */
  public Verdict onRequest(RequestHead head) {
    for (HttpFilter filter : filters) {
      Verdict verdict = filter.onRequest(head);
      if (verdict != Verdict.Continue.INSTANCE) {
        return verdict;
      }
    }
    return Verdict.Continue.INSTANCE;
  }

  /** Applies every filter to the response, last to first. */
  public void onResponse(RequestHead request, ClientAddress client, ResponseHead response) {
    for (int i = filters.length - 1; i >= 0; i--) {
      filters[i].onResponse(request, client, response);
    }
  }
}
