package io.rauta.app.explain;

import io.rauta.app.output.Redaction;
import io.rauta.config.filter.CorsPolicy;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.config.filter.OriginPattern;
import io.rauta.config.filter.PathRewrite;
import io.rauta.config.route.Destination;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what a filter does. */
final class FilterText {

  private FilterText() {}

  static List<String> of(List<FilterConfig> filters) {
    return filters.stream().map(FilterText::of).toList();
  }

  /** The filters of a rule, its mirrors behind them. */
  static List<String> of(RouteRule rule) {
    return rule.action() instanceof RouteAction.Forward forward
        ? with(rule.filters(), forward.mirrors())
        : of(rule.filters());
  }

  /** The filters of a destination, its mirrors behind them. */
  static List<String> of(Destination.ToCluster to) {
    return with(to.filters(), to.mirrors());
  }

  private static List<String> with(List<FilterConfig> filters, List<Mirror> mirrors) {
    return Stream.concat(of(filters).stream(), mirrors.stream().map(FilterText::of)).toList();
  }

  private static String of(Mirror mirror) {
    String share =
        mirror.numerator() == mirror.denominator()
            ? "every request"
            : mirror.numerator() + " of " + mirror.denominator() + " requests";
    return "RequestMirror: " + share + " to " + mirror.cluster();
  }

  private static String of(FilterConfig filter) {
    return switch (filter) {
      case FilterConfig.Cors(CorsPolicy policy) -> "CORS: " + of(policy);
      case FilterConfig.RequestHeaderModifier(HeaderEdits edits) ->
          "RequestHeaderModifier: " + of(edits);
      case FilterConfig.ResponseHeaderModifier(HeaderEdits edits) ->
          "ResponseHeaderModifier: " + of(edits);
      case FilterConfig.UrlRewrite(Optional<String> hostname, PathRewrite path) ->
          "URLRewrite: "
              + Stream.concat(hostname.map(name -> "host " + name).stream(), of(path).stream())
                  .collect(Collectors.joining(", "));
    };
  }

  private static String of(CorsPolicy policy) {
    return "origins "
        + list(policy.origins().stream().map(FilterText::of).toList())
        + ", methods "
        + list(policy.methods())
        + ", headers "
        + list(policy.headers())
        + (policy.credentials() == CorsPolicy.Credentials.ALLOWED ? ", with credentials" : "");
  }

  private static String of(OriginPattern origin) {
    return switch (origin) {
      case OriginPattern.Any _ -> "*";
      case OriginPattern.AnyHost(String scheme, int port) -> scheme + "://*:" + port;
      case OriginPattern.Below(String scheme, String suffix, int port) ->
          scheme + "://*" + suffix + ":" + port;
      case OriginPattern.Exact(String scheme, String host, int port) ->
          scheme + "://" + host + ":" + port;
    };
  }

  private static String list(List<String> items) {
    return items.isEmpty() ? "none" : String.join(" ", items);
  }

  private static Optional<String> of(PathRewrite path) {
    return switch (path) {
      case PathRewrite.Keep _ -> Optional.empty();
      case PathRewrite.Full(String all) -> Optional.of("path " + all);
      case PathRewrite.Prefix(String matched, String replacement) ->
          Optional.of("prefix " + matched + " by " + (replacement.isEmpty() ? "/" : replacement));
    };
  }

  private static String of(HeaderEdits edits) {
    List<String> parts = new ArrayList<>();
    edits.set().forEach(field -> parts.add("set " + of(field)));
    edits.add().forEach(field -> parts.add("add " + of(field)));
    edits.remove().forEach(name -> parts.add("remove " + name));
    return String.join(", ", parts);
  }

  private static String of(HeaderEdits.Field field) {
    return field.name() + ": " + Redaction.shown(field.name(), field.value());
  }
}
