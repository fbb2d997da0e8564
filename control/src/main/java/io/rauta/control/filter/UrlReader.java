package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPURLRewriteFilter;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.PathRewrite;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.Redirection.Scheme;
import io.rauta.config.route.Redirection.Status;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.syntax.Paths;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads redirections and rewrites: which URL takes the place of the one that was asked for. */
final class UrlReader {

  private static final String STATUSES = "301, 302, 303, 307, 308";
  private static final PathRewrite KEEP = new PathRewrite.Keep();

  private final Optional<String> prefix;
  private final List<Problem> problems;

  /**
   * @param prefix by which the requests of the rule are matched; empty if not all are by one prefix
   * @param problems takes what is wrong
   */
  UrlReader(Optional<String> prefix, List<Problem> problems) {
    this.prefix = prefix;
    this.problems = problems;
  }

  Redirection redirection(HTTPRequestRedirectFilter filter, String at) {
    return new Redirection(
        status(filter.getStatusCode(), at + ".statusCode"),
        scheme(filter.getScheme(), at + ".scheme"),
        hostname(filter.getHostname(), at + ".hostname"),
        port(filter.getPort(), at + ".port"),
        path(filter.getPath(), at + ".path"));
  }

  FilterConfig.UrlRewrite rewrite(HTTPURLRewriteFilter filter, String at) {
    return new FilterConfig.UrlRewrite(
        hostname(filter.getHostname(), at + ".hostname"), path(filter.getPath(), at + ".path"));
  }

  private Status status(@Nullable Integer code, String at) {
    if (code == null) {
      return Status.FOUND;
    }
    for (Status status : Status.values()) {
      if (status.code() == code) {
        return status;
      }
    }
    problems.add(new Problem.Unknown(at, code.toString(), STATUSES));
    return Status.FOUND;
  }

  private Optional<Scheme> scheme(@Nullable String scheme, String at) {
    if (scheme == null) {
      return Optional.empty();
    }
    return switch (scheme) {
      case "http" -> Optional.of(Scheme.HTTP);
      case "https" -> Optional.of(Scheme.HTTPS);
      default -> {
        problems.add(new Problem.Unknown(at, scheme, "http, https"));
        yield Optional.empty();
      }
    };
  }

  private Optional<String> hostname(@Nullable String hostname, String at) {
    if (hostname == null) {
      return Optional.empty();
    }
    if (Hostnames.parse(hostname).orElse(null) instanceof HostPattern.Exact(String name)) {
      return Optional.of(name);
    }
    problems.add(new Problem.Malformed(at, hostname, "a DNS name without wildcard and port"));
    return Optional.empty();
  }

  private Optional<Integer> port(@Nullable Integer port, String at) {
    if (port != null && (port < 1 || port > 65_535)) {
      problems.add(new Problem.Malformed(at, port.toString(), "a port from 1 to 65535"));
      return Optional.empty();
    }
    return Optional.ofNullable(port);
  }

  private PathRewrite path(@Nullable HTTPPathModifier path, String at) {
    if (path == null) {
      return KEEP;
    }
    String type = Given.text(path.getType());
    return switch (type) {
      case "ReplaceFullPath" -> full(path.getReplaceFullPath(), at + ".replaceFullPath");
      case "ReplacePrefixMatch" -> prefix(path.getReplacePrefixMatch(), at + ".replacePrefixMatch");
      default -> {
        problems.add(
            new Problem.Unknown(at + ".type", type, "ReplaceFullPath, ReplacePrefixMatch"));
        yield KEEP;
      }
    };
  }

  private PathRewrite full(@Nullable String value, String at) {
    Optional<String> path = replacement(value, at);
    return path.isEmpty() ? KEEP : new PathRewrite.Full(path.get());
  }

  private PathRewrite prefix(@Nullable String value, String at) {
    Optional<String> replacement = replacement(value, at);
    if (replacement.isEmpty()) {
      return KEEP;
    }
    if (prefix.isEmpty()) {
      problems.add(new Problem.PrefixNotMatched(at));
      return KEEP;
    }
    String path = replacement.get();
    return new PathRewrite.Prefix(
        prefix.get(), path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private Optional<String> replacement(@Nullable String value, String at) {
    if (value == null) {
      problems.add(new Problem.Missing(at, "what takes the place of the path"));
      return Optional.empty();
    }
    Optional<String> path = Paths.canonical(value.startsWith("/") ? value : "/" + value);
    if (path.isEmpty()) {
      problems.add(new Problem.Malformed(at, value, Paths.REPLACEMENT_EXPECTED));
    }
    return path;
  }
}
