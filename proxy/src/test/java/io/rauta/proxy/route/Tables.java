package io.rauta.proxy.route;

import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.route.VirtualHost;
import java.util.List;
import java.util.Optional;

/** Short spellings of configuration, and tables whose rules compile to their own names. */
final class Tables {

  private Tables() {}

  static RouteTable<String> table(HostScope... scopes) {
    return RouteTable.compile(List.of(scopes), rule -> rule.id().route(), null);
  }

  /** A table of one virtual host for every host. */
  static RouteTable<String> table(RouteRule... rules) {
    return table(scope("*", host("*", rules)));
  }

  static HostScope scope(String hostname, VirtualHost... hosts) {
    return new HostScope(
        "ns/gateway/" + hostname, pattern(hostname), new Security.Cleartext(), List.of(hosts));
  }

  static VirtualHost host(String hostname, RouteRule... rules) {
    return new VirtualHost(pattern(hostname), List.of(rules));
  }

  static HostPattern pattern(String text) {
    if (text.equals("*")) {
      return new HostPattern.Any();
    }
    return text.startsWith("*")
        ? new HostPattern.Below(text.substring(1))
        : new HostPattern.Exact(text);
  }

  static RouteRule rule(String name, RequestMatch match) {
    return new RouteRule(
        new RuleId(name, 0, 0),
        match,
        List.of(),
        new RouteAction.Fail("not served in this test"),
        new RouteTimeouts(new RequestTimeout.Unlimited(), Optional.empty()));
  }

  static RouteRule rule(String name, PathMatch path) {
    return rule(name, match(path));
  }

  static RequestMatch match(PathMatch path) {
    return new RequestMatch(path, Optional.empty(), List.of(), List.of());
  }

  static RequestMatch method(String method) {
    return new RequestMatch(prefix("/"), Optional.of(method), List.of(), List.of());
  }

  static RequestMatch header(String name, ValueMatch value) {
    return new RequestMatch(
        prefix("/"), Optional.empty(), List.of(new HeaderMatch(name, value)), List.of());
  }

  static RequestMatch query(String name, ValueMatch value) {
    return new RequestMatch(
        prefix("/"), Optional.empty(), List.of(), List.of(new QueryMatch(name, value)));
  }

  static PathMatch exact(String path) {
    return new PathMatch.Exact(path);
  }

  static PathMatch prefix(String path) {
    return new PathMatch.Prefix(path);
  }

  static PathMatch regex(String pattern) {
    return new PathMatch.Regex(pattern);
  }

  static ValueMatch is(String value) {
    return new ValueMatch.Exact(value);
  }

  static ValueMatch like(String pattern) {
    return new ValueMatch.Regex(pattern);
  }
}
