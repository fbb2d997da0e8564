package io.rauta.proxy.route;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTrace.Miss;
import java.util.Optional;

/**
 * Everything of one rule's match but the exact path or prefix, which the index has checked before,
 * and what the rule was compiled to. Immutable.
 *
 * @param <T> what rules are compiled to
 */
final class CompiledRule<T> {

  private static final HeaderTest[] NO_HEADERS = {};
  private static final QueryTest[] NO_QUERY = {};

  private final T payload;
  private final Optional<String> method;
  private final HeaderTest[] headers;
  private final QueryTest[] query;
  private final PathTest path;
  private final boolean isForCalls;

  CompiledRule(RequestMatch match, T payload) {
    this.payload = payload;
    method = match.method();
    headers = match.headers().stream().map(HeaderTest::new).toList().toArray(NO_HEADERS);
    query = match.query().stream().map(QueryTest::new).toList().toArray(NO_QUERY);
    path = PathTest.of(match.path());
    isForCalls = match.path() instanceof PathMatch.Call;
  }

  T payload() {
    return payload;
  }

  /** Whether protocol, method, headers and query are as wanted. */
  boolean accepts(RequestHead head) {
    return acceptsProtocol(head)
        && acceptsMethod(head.method())
        && acceptsHeaders(head)
        && acceptsQuery(head);
  }

  /** Whether the path is as wanted, as far as the index cannot tell. */
  boolean acceptsPath(String text) {
    return path.accepts(text);
  }

  private boolean acceptsProtocol(RequestHead head) {
    return !isForCalls || head.isGrpc();
  }

  private boolean acceptsMethod(String asked) {
    return method.isEmpty() || method.get().equals(asked);
  }

  private boolean acceptsHeaders(RequestHead head) {
    for (HeaderTest test : headers) {
      if (!test.accepts(head.headers())) {
        return false;
      }
    }
    return true;
  }

  private boolean acceptsQuery(RequestHead head) {
    for (QueryTest test : query) {
      if (!accepts(test, head)) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(QueryTest test, RequestHead head) {
    return test.accepts(head.target(), head.pathEnd() + 1, head.targetEnd());
  }

  /** The first test of {@link #accepts} that fails. */
  Optional<Miss> miss(RequestHead head) {
    if (!acceptsProtocol(head)) {
      return Optional.of(new Miss.NoCall());
    }
    if (!acceptsMethod(head.method())) {
      return Optional.of(new Miss.Method());
    }
    for (int i = 0; i < headers.length; i++) {
      if (!headers[i].accepts(head.headers())) {
        return Optional.of(new Miss.Header(i));
      }
    }
    for (int i = 0; i < query.length; i++) {
      if (!accepts(query[i], head)) {
        return Optional.of(new Miss.Query(i));
      }
    }
    return Optional.empty();
  }
}
