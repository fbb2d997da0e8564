package io.rauta.config.filter;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A request or response feature of a rule or of one of its destinations. */
public sealed interface FilterConfig {

  /** When it is applied. */
  FilterStage stage();

  /** The filters in the order in which they are applied. */
  static List<FilterConfig> inOrder(List<FilterConfig> filters) {
    return filters.size() < 2
        ? List.copyOf(filters)
        : filters.stream().sorted(Comparator.comparing(FilterConfig::stage)).toList();
  }

  /**
   * Answers preflights, and tells browsers of other origins what they may do with a response.
   * Whatever the backend says about that is replaced.
   *
   * @param policy who may do what
   */
  record Cors(CorsPolicy policy) implements FilterConfig {
    @Override
    public FilterStage stage() {
      return FilterStage.CORS;
    }
  }

  /**
   * Changes fields of the request before it is sent upstream.
   *
   * @param edits what is changed
   */
  record RequestHeaderModifier(HeaderEdits edits) implements FilterConfig {
    @Override
    public FilterStage stage() {
      return FilterStage.HEADERS;
    }
  }

  /**
   * Changes fields of the response before it is sent to the client.
   *
   * @param edits what is changed
   */
  record ResponseHeaderModifier(HeaderEdits edits) implements FilterConfig {
    @Override
    public FilterStage stage() {
      return FilterStage.HEADERS;
    }
  }

  /**
   * Sends another host or path upstream than the one that was asked for.
   *
   * @param hostname the value of {@code Host}; empty to keep it
   * @param path what becomes of the path
   */
  record UrlRewrite(Optional<String> hostname, PathRewrite path) implements FilterConfig {
    @Override
    public FilterStage stage() {
      return FilterStage.URL_REWRITE;
    }
  }
}
