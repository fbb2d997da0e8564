package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.Redirection;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a rule or of one of its backend references. Used once. */
public final class FilterReader {

  private static final String KNOWN =
      "RequestHeaderModifier, ResponseHeaderModifier, RequestMirror, RequestRedirect, URLRewrite,"
          + " CORS, ExternalAuth, ExtensionRef";

  private final String field;
  private final List<Problem> problems;
  private final HeaderEditsReader edits;
  private final UrlReader urls;
  private final MirrorReader copies;
  private final List<Mirror> mirrors = new ArrayList<>(0);
  private final List<Problem> unresolved = new ArrayList<>(0);
  private final List<FilterConfig> filters = new ArrayList<>();
  private Optional<Redirection> redirection = Optional.empty();
  private boolean rewrites;

  /**
   * Reads on behalf of one list of filters.
   *
   * @param field where the list stands
   * @param prefix by which the requests of the rule are matched; empty if not all are by one prefix
   * @param backends resolves the references of mirrors
   * @param problems takes what is wrong
   */
  public FilterReader(
      String field, Optional<String> prefix, MirrorBackends backends, List<Problem> problems) {
    this.field = field;
    this.problems = problems;
    this.edits = new HeaderEditsReader(problems);
    this.urls = new UrlReader(prefix, problems);
    this.copies = new MirrorReader(backends, problems, unresolved);
  }

  /** The filters that can be applied. */
  public RouteFilters read(@Nullable List<HTTPRouteFilter> given) {
    List<HTTPRouteFilter> list = Given.list(given);
    if (list.isEmpty()) {
      return RouteFilters.NONE;
    }
    for (int i = 0; i < list.size(); i++) {
      read(list.get(i), field + "[" + i + "]");
    }
    if (redirection.isPresent() && !(mirrors.isEmpty() && unresolved.isEmpty())) {
      problems.add(new Problem.Incompatible(field, "RequestMirror", "RequestRedirect"));
    }
    return new RouteFilters(filters, redirection, mirrors, unresolved);
  }

  private void read(@Nullable HTTPRouteFilter filter, String at) {
    String type = filter == null ? "" : Given.text(filter.getType());
    if (filter == null || type.isEmpty()) {
      problems.add(new Problem.Missing(at + ".type", "one of " + KNOWN));
      return;
    }
    switch (type) {
      case "RequestHeaderModifier" ->
          with(
              filter.getRequestHeaderModifier(),
              at + ".requestHeaderModifier",
              (changes, place) ->
                  filters.add(new FilterConfig.RequestHeaderModifier(edits.read(changes, place))));
      case "ResponseHeaderModifier" ->
          with(
              filter.getResponseHeaderModifier(),
              at + ".responseHeaderModifier",
              (changes, place) ->
                  filters.add(new FilterConfig.ResponseHeaderModifier(edits.read(changes, place))));
      case "RequestRedirect", "URLRewrite" -> replacement(filter, type, at);
      case "CORS" ->
          with(
              filter.getCors(),
              at + ".cors",
              (policy, place) ->
                  filters.add(new FilterConfig.Cors(new CorsReader(problems).read(policy, place))));
      case "RequestMirror" ->
          with(
              filter.getRequestMirror(),
              at + ".requestMirror",
              (mirror, place) -> copies.read(mirror, place).ifPresent(mirrors::add));
      case "ExternalAuth", "ExtensionRef" ->
          problems.add(new Problem.NotBuilt(at + ".type", "filter " + type));
      default -> problems.add(new Problem.Unknown(at + ".type", type, KNOWN));
    }
  }

  private <T> void with(@Nullable T settings, String at, BiConsumer<T, String> read) {
    if (settings == null) {
      problems.add(new Problem.Missing(at, "what the filter does"));
    } else {
      read.accept(settings, at);
    }
  }

  /** Reads what takes the place of the URL that was asked for, which one filter of a list says. */
  private void replacement(HTTPRouteFilter filter, String type, String at) {
    if (rewrites) {
      problems.add(
          new Problem.Incompatible(at + ".type", type, "another RequestRedirect or URLRewrite"));
    }
    rewrites = true;
    if (type.equals("RequestRedirect")) {
      with(
          filter.getRequestRedirect(),
          at + ".requestRedirect",
          (to, place) -> redirection = Optional.of(urls.redirection(to, place)));
    } else {
      with(
          filter.getUrlRewrite(),
          at + ".urlRewrite",
          (to, place) -> filters.add(urls.rewrite(to, place)));
    }
  }
}
