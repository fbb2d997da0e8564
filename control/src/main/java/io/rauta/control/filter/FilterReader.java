package io.rauta.control.filter;

import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.Redirection;
import io.rauta.control.Problem;
import io.rauta.control.filter.GivenFilters.GivenFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the filters of a rule or of one of its backend references. Used once. */
public final class FilterReader {

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
  public RouteFilters read(GivenFilters given) {
    if (given.all().isEmpty()) {
      return RouteFilters.NONE;
    }
    for (int i = 0; i < given.all().size(); i++) {
      read(given.all().get(i), given.types(), field + "[" + i + "]");
    }
    if (redirection.isPresent() && !(mirrors.isEmpty() && unresolved.isEmpty())) {
      problems.add(new Problem.Incompatible(field, "RequestMirror", "RequestRedirect"));
    }
    return new RouteFilters(filters, redirection, mirrors, unresolved);
  }

  private void read(Optional<GivenFilter> filter, List<String> types, String at) {
    String type = filter.map(GivenFilter::type).orElse("");
    if (filter.isEmpty() || type.isEmpty()) {
      problems.add(new Problem.Missing(at + ".type", "one of " + String.join(", ", types)));
    } else if (types.contains(type)) {
      read(filter.get(), at);
    } else {
      problems.add(new Problem.Unknown(at + ".type", type, String.join(", ", types)));
    }
  }

  private void read(GivenFilter filter, String at) {
    switch (filter.type()) {
      case "RequestHeaderModifier" ->
          with(
              filter.requestHeaderModifier(),
              at + ".requestHeaderModifier",
              (changes, place) ->
                  filters.add(new FilterConfig.RequestHeaderModifier(edits.read(changes, place))));
      case "ResponseHeaderModifier" ->
          with(
              filter.responseHeaderModifier(),
              at + ".responseHeaderModifier",
              (changes, place) ->
                  filters.add(new FilterConfig.ResponseHeaderModifier(edits.read(changes, place))));
      case "RequestRedirect", "URLRewrite" -> replacement(filter, at);
      case "CORS" ->
          with(
              filter.cors(),
              at + ".cors",
              (policy, place) ->
                  filters.add(new FilterConfig.Cors(new CorsReader(problems).read(policy, place))));
      case "RequestMirror" ->
          with(
              filter.requestMirror(),
              at + ".requestMirror",
              (mirror, place) -> copies.read(mirror, place).ifPresent(mirrors::add));
      default -> problems.add(new Problem.NotBuilt(at + ".type", "filter " + filter.type()));
    }
  }

  private <T> void with(Optional<T> settings, String at, BiConsumer<T, String> read) {
    if (settings.isEmpty()) {
      problems.add(new Problem.Missing(at, "what the filter does"));
    } else {
      read.accept(settings.get(), at);
    }
  }

  /** Reads what takes the place of the URL that was asked for, which one filter of a list says. */
  private void replacement(GivenFilter filter, String at) {
    if (rewrites) {
      problems.add(
          new Problem.Incompatible(
              at + ".type", filter.type(), "another RequestRedirect or URLRewrite"));
    }
    rewrites = true;
    if (filter.type().equals("RequestRedirect")) {
      with(
          filter.requestRedirect(),
          at + ".requestRedirect",
          (to, place) -> redirection = Optional.of(urls.redirection(to, place)));
    } else {
      with(
          filter.urlRewrite(),
          at + ".urlRewrite",
          (to, place) -> filters.add(urls.rewrite(to, place)));
    }
  }
}
