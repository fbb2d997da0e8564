package io.rauta.app.explain;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.Destination;
import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.route.VirtualHost;
import io.rauta.config.route.WeightedDestination;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.proxy.forward.RetryTerms;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a configuration for people, its rules in order of precedence. */
public final class ConfigText {

  private final StringBuilder text = new StringBuilder();

  private ConfigText() {}

  /** The text, which ends with a line end. */
  public static String of(ProxyConfig config) {
    ConfigText written = new ConfigText();
    config.listeners().forEach(written::listener);
    written.line(0, "");
    config.clusters().values().stream()
        .sorted(Comparator.comparing(cluster -> cluster.id().value()))
        .forEach(written::cluster);
    return written.text.toString();
  }

  private void listener(ListenerConfig listener) {
    line(0, "");
    line(0, "address " + ListenerChoice.text(listener));
    for (HostScope scope : listener.scopes()) {
      line(
          1,
          "listener "
              + scope.listener()
              + ", hostname "
              + scope.hostname()
              + security(scope.security()));
      for (VirtualHost host : scope.virtualHosts()) {
        line(2, "hostname " + host.hostname());
        host.rules().forEach(this::rule);
      }
    }
  }

  private void rule(RouteRule rule) {
    line(3, MatchText.of(rule.match()));
    line(
        4,
        rule.id().route()
            + " "
            + RuleText.of(rule.id().rule(), rule.id().match(), rule.id().name()));
    FilterText.of(rule).forEach(filter -> line(4, filter));
    line(4, action(rule.action()));
    terms(rule);
  }

  /** What the rule sets itself; settings say the rest. */
  private void terms(RouteRule rule) {
    switch (rule.timeouts().request()) {
      case RequestTimeout.Whole(Duration limit) -> line(4, "request timeout " + Terms.text(limit));
      case RequestTimeout.Unlimited _ -> line(4, "no request timeout");
      case RequestTimeout.UntilResponseHead _ -> {}
    }
    rule.timeouts()
        .backendRequest()
        .ifPresent(limit -> line(4, "timeout of one attempt " + Terms.text(limit)));
    if (rule.action() instanceof RouteAction.Forward forward) {
      retry(forward.retry());
    }
  }

  private void retry(RetryPolicy policy) {
    switch (policy) {
      case RetryPolicy.Unasked() -> {}
      case RetryPolicy.Never() -> line(4, "no retry");
      case RetryPolicy.Asked(int attempts, Set<Integer> codes, Optional<Duration> backoff) ->
          line(
              4,
              "retry up to "
                  + attempts
                  + (codes.isEmpty() ? "" : ", on status " + Terms.list(codes))
                  + ", after "
                  + Terms.text(RetryTerms.pauses(backoff).first())
                  + " or more");
    }
  }

  private static String action(RouteAction action) {
    return switch (action) {
      case RouteAction.Fail(String reason) -> "500: " + reason;
      case RouteAction.Redirect(var to) -> "redirect " + to.status().code();
      case RouteAction.Forward forward ->
          forward.destinations().stream()
              .map(ConfigText::share)
              .collect(Collectors.joining(", ", "to ", ""));
    };
  }

  private static String share(WeightedDestination share) {
    return share.weight()
        + " "
        + switch (share.destination()) {
          case Destination.ToCluster to -> to.cluster() + filters(FilterText.of(to));
          case Destination.Elsewhere to ->
              "redirect " + to.to().status().code() + filters(FilterText.of(to.filters()));
          case Destination.Invalid(String reason) -> "500: " + reason;
        };
  }

  private static String filters(List<String> filters) {
    return filters.isEmpty() ? "" : " (" + String.join("; ", filters) + ")";
  }

  private void cluster(ClusterConfig cluster) {
    line(
        0,
        "backend "
            + cluster.id()
            + protocol(cluster.protocol())
            + ": "
            + (cluster.endpoints().isEmpty()
                ? "no endpoint"
                : cluster.endpoints().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "))));
  }

  private static String protocol(UpstreamProtocol protocol) {
    return switch (protocol) {
      case UpstreamProtocol.Cleartext _ -> "";
      case UpstreamProtocol.Encrypted(UpstreamTls tls, var _) ->
          " (TLS to "
              + tls.serverName()
              + tls.identity().map(own -> " showing " + own.name()).orElse("")
              + ")";
    };
  }

  private static String security(Security security) {
    return switch (security) {
      case Security.Cleartext() -> "";
      case Security.Encrypted(ServerTls tls) ->
          tls.identities().stream()
              .map(TlsIdentity::name)
              .collect(Collectors.joining(", ", ", TLS with ", ""));
    };
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
