package io.rauta.control.golden;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.filter.CorsPolicy;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.config.filter.PathRewrite;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.Destination;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.route.VirtualHost;
import io.rauta.config.route.WeightedDestination;
import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.config.tls.UpstreamTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A {@link ProxyConfig} as plain maps and lists; what is as by default is left out. */
final class ConfigRendering {

  private ConfigRendering() {}

  static Object render(ProxyConfig config) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("listeners", config.listeners().stream().map(ConfigRendering::listener).toList());
    Map<String, Object> clusters = new TreeMap<>();
    for (Map.Entry<ClusterId, ClusterConfig> cluster : config.clusters().entrySet()) {
      clusters.put(cluster.getKey().toString(), cluster(cluster.getValue()));
    }
    root.put("clusters", clusters);
    return root;
  }

  private static Object cluster(ClusterConfig cluster) {
    List<String> endpoints = cluster.endpoints().stream().map(Object::toString).toList();
    if (cluster.protocol().equals(UpstreamProtocol.Cleartext.HTTP_1)) {
      return endpoints;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("protocol", protocol(cluster.protocol()));
    map.put("endpoints", endpoints);
    return map;
  }

  private static String protocol(UpstreamProtocol protocol) {
    return switch (protocol) {
      case UpstreamProtocol.Cleartext plain -> plain.toString();
      case UpstreamProtocol.Encrypted(UpstreamTls tls, UpstreamProtocol.Offer offer) ->
          "TLS to "
              + tls.serverName()
              + (tls.names().isEmpty() ? "" : " known as " + tls.names())
              + ", believing "
              + anchors(tls.anchors())
              + tls.identity().map(own -> ", showing " + own.name()).orElse("")
              + ", offering "
              + offer;
    };
  }

  private static Object listener(ListenerConfig listener) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("bind", listener.bind().toString());
    if (listener.isMapped()) {
      map.put("port", listener.port());
    }
    map.put("scopes", listener.scopes().stream().map(ConfigRendering::scope).toList());
    return map;
  }

  private static Object scope(HostScope scope) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("listener", scope.listener());
    map.put("hostname", scope.hostname().toString());
    security(map, scope.security());
    map.put("virtualHosts", scope.virtualHosts().stream().map(ConfigRendering::host).toList());
    return map;
  }

  private static void security(Map<String, Object> map, Security security) {
    switch (security) {
      case Security.Cleartext() -> {}
      case Security.Encrypted(ServerTls(var _, var identities, var clients)) -> {
        map.put("certificates", identities.stream().map(TlsIdentity::name).toList());
        switch (clients) {
          case ClientCertificates.NotAsked() -> {}
          case ClientCertificates.Required(TrustAnchors issuers) ->
              map.put("clients", "required of " + anchors(issuers));
          case ClientCertificates.Wished(TrustAnchors issuers) ->
              map.put("clients", "wished of " + anchors(issuers));
        }
      }
    }
  }

  private static String anchors(TrustAnchors anchors) {
    return switch (anchors) {
      case TrustAnchors.OfSystem() -> "the system";
      case TrustAnchors.Listed(String certificates) ->
          certificates.split("-----BEGIN ", -1).length - 1 + " authorities";
    };
  }

  private static Object host(VirtualHost host) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("hostname", host.hostname().toString());
    map.put("rules", host.rules().stream().map(ConfigRendering::rule).toList());
    return map;
  }

  private static Object rule(RouteRule rule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", rule.id().toString());
    map.put("match", match(rule.match()));
    filters(map, rule.filters());
    switch (rule.action()) {
      case RouteAction.Forward(
              List<WeightedDestination> destinations,
              List<Mirror> mirrors,
              RetryPolicy retry) -> {
        map.put("forward", destinations.stream().map(ConfigRendering::share).toList());
        mirrors(map, mirrors);
        retry(map, retry);
      }
      case RouteAction.Redirect(Redirection to) -> map.put("redirect", redirection(to));
      case RouteAction.Fail(String reason) -> map.put("fail", reason);
    }
    timeouts(map, rule.timeouts());
    return map;
  }

  private static Object share(WeightedDestination share) {
    return switch (share.destination()) {
      case Destination.ToCluster to when to.filters().isEmpty() && to.mirrors().isEmpty() ->
          share.weight() + " to " + to.cluster();
      case Destination.ToCluster to -> {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", share.weight() + " to " + to.cluster());
        filters(map, to.filters());
        mirrors(map, to.mirrors());
        yield map;
      }
      case Destination.Elsewhere(Redirection to, List<FilterConfig> filters) -> {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", share.weight() + " redirected: " + redirection(to));
        filters(map, filters);
        yield map;
      }
      case Destination.Invalid(String reason) -> share.weight() + " invalid: " + reason;
    };
  }

  private static String match(RequestMatch match) {
    StringBuilder text =
        new StringBuilder(
            switch (match.path()) {
              case PathMatch.Exact(String path) -> "exact " + path;
              case PathMatch.Prefix(String path) -> "prefix " + path;
              case PathMatch.Regex(String pattern) -> "regex " + pattern;
              case PathMatch.Call call ->
                  "call of service" + name(call.service()) + ", method" + name(call.method());
            });
    match.method().ifPresent(method -> text.append(", method ").append(method));
    match
        .headers()
        .forEach(h -> text.append(", header ").append(h.name()).append(value(h.value())));
    match.query().forEach(q -> text.append(", query ").append(q.name()).append(value(q.value())));
    return text.toString();
  }

  private static String name(Optional<ValueMatch> name) {
    return name.map(ConfigRendering::value).orElse(" any");
  }

  private static String value(ValueMatch value) {
    return switch (value) {
      case ValueMatch.Exact(String text) -> " = " + text;
      case ValueMatch.Regex(String pattern) -> " ~ " + pattern;
    };
  }

  private static void filters(Map<String, Object> map, List<FilterConfig> filters) {
    List<Object> rendered = new ArrayList<>();
    for (FilterConfig filter : filters) {
      switch (filter) {
        case FilterConfig.RequestHeaderModifier(HeaderEdits edits) ->
            rendered.add("request " + edits(edits));
        case FilterConfig.ResponseHeaderModifier(HeaderEdits edits) ->
            rendered.add("response " + edits(edits));
        case FilterConfig.Cors(CorsPolicy policy) -> rendered.add(policy.toString());
        case FilterConfig.UrlRewrite(Optional<String> hostname, PathRewrite path) ->
            rendered.add(
                "rewrite" + hostname.map(name -> ", host " + name).orElse("") + path(path));
      }
    }
    if (!rendered.isEmpty()) {
      map.put("filters", rendered);
    }
  }

  private static String redirection(Redirection to) {
    return to.status().code()
        + to.scheme().map(scheme -> ", scheme " + scheme).orElse("")
        + to.hostname().map(name -> ", host " + name).orElse("")
        + to.port().map(port -> ", port " + port).orElse("")
        + path(to.path());
  }

  private static String path(PathRewrite rewrite) {
    return switch (rewrite) {
      case PathRewrite.Keep() -> "";
      case PathRewrite.Full(String path) -> ", path " + path;
      case PathRewrite.Prefix(String matched, String replacement) ->
          ", prefix " + matched + " by '" + replacement + "'";
    };
  }

  private static String edits(HeaderEdits edits) {
    List<String> parts = new ArrayList<>();
    edits.set().forEach(field -> parts.add("set " + field.name() + " = " + field.value()));
    edits.add().forEach(field -> parts.add("add " + field.name() + " = " + field.value()));
    edits.remove().forEach(name -> parts.add("remove " + name));
    return String.join(", ", parts);
  }

  private static void mirrors(Map<String, Object> map, List<Mirror> mirrors) {
    List<String> rendered =
        mirrors.stream()
            .map(
                mirror ->
                    "%d/%d to %s, credentials %s"
                        .formatted(
                            mirror.numerator(),
                            mirror.denominator(),
                            mirror.cluster(),
                            mirror.credentials()))
            .toList();
    if (!rendered.isEmpty()) {
      map.put("mirrors", rendered);
    }
  }

  private static void retry(Map<String, Object> map, RetryPolicy retry) {
    switch (retry) {
      case RetryPolicy.Unasked() -> {}
      case RetryPolicy.Never() -> map.put("retry", "never");
      case RetryPolicy.Asked(int attempts, Set<Integer> codes, Optional<Duration> backoff) ->
          map.put(
              "retry",
              attempts
                  + " times"
                  + (codes.isEmpty() ? "" : " for " + new TreeSet<>(codes))
                  + backoff.map(pause -> " after " + pause).orElse(""));
    }
  }

  private static void timeouts(Map<String, Object> map, RouteTimeouts timeouts) {
    switch (timeouts.request()) {
      case RouteTimeouts.RequestTimeout.UntilResponseHead byDefault -> {}
      case RouteTimeouts.RequestTimeout.Whole whole ->
          map.put("requestTimeout", whole.limit().toString());
      case RouteTimeouts.RequestTimeout.Unlimited unlimited ->
          map.put("requestTimeout", "unlimited");
    }
    timeouts.backendRequest().ifPresent(limit -> map.put("backendTimeout", limit.toString()));
  }
}
