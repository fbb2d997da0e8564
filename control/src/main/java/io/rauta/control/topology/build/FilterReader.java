package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.HeaderRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a rule or of one of its backend references. Used once. */
final class FilterReader {

  private static final String KNOWN =
      "RequestHeaderModifier, ResponseHeaderModifier, RequestMirror, RequestRedirect, URLRewrite,"
          + " CORS, ExternalAuth, ExtensionRef";

  private final String field;
  private final List<Problem> problems;

  /**
   * Reads on behalf of one list of filters.
   *
   * @param field where the list stands
   * @param problems takes what is wrong
   */
  FilterReader(String field, List<Problem> problems) {
    this.field = field;
    this.problems = problems;
  }

  /** The filters that can be applied, in order. */
  List<FilterConfig> read(@Nullable List<HTTPRouteFilter> filters) {
    List<HTTPRouteFilter> given = Given.list(filters);
    if (given.isEmpty()) {
      return List.of();
    }
    List<FilterConfig> read = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String at = field + "[" + i + "]";
      HTTPRouteFilter filter = given.get(i);
      String type = filter == null ? "" : Given.text(filter.getType());
      if (filter == null || type.isEmpty()) {
        problems.add(new Problem.Missing(at + ".type", "one of " + KNOWN));
        continue;
      }
      switch (type) {
        case "RequestHeaderModifier" ->
            read.add(
                new FilterConfig.RequestHeaderModifier(
                    edits(filter.getRequestHeaderModifier(), at + ".requestHeaderModifier")));
        case "ResponseHeaderModifier" ->
            read.add(
                new FilterConfig.ResponseHeaderModifier(
                    edits(filter.getResponseHeaderModifier(), at + ".responseHeaderModifier")));
        case "RequestMirror",
            "RequestRedirect",
            "URLRewrite",
            "CORS",
            "ExternalAuth",
            "ExtensionRef" ->
            problems.add(new Problem.NotBuilt(at + ".type", "filter " + type));
        default -> problems.add(new Problem.Unknown(at + ".type", type, KNOWN));
      }
    }
    return read;
  }

  private HeaderEdits edits(@Nullable HTTPHeaderFilter filter, String at) {
    if (filter == null) {
      problems.add(new Problem.Missing(at, "what is changed"));
      return new HeaderEdits(List.of(), List.of(), List.of());
    }
    return new HeaderEdits(
        fields(filter.getSet(), at + ".set", HeaderRules.Change.SET),
        fields(filter.getAdd(), at + ".add", HeaderRules.Change.ADD),
        names(filter.getRemove(), at + ".remove"));
  }

  private List<HeaderEdits.Field> fields(
      @Nullable List<HTTPHeader> headers, String at, HeaderRules.Change change) {
    List<HTTPHeader> given = Given.list(headers);
    List<HeaderEdits.Field> fields = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      HTTPHeader header = given.get(i);
      String name = header == null ? "" : Given.text(header.getName());
      String value = header == null ? "" : Given.text(header.getValue());
      String place = at + "[" + i + "]";
      if (nameIsAllowed(name, place + ".name", change) && valueIsAllowed(value, place + ".value")) {
        fields.add(new HeaderEdits.Field(name, value.strip()));
      }
    }
    return fields;
  }

  private List<String> names(@Nullable List<String> remove, String at) {
    List<String> given = Given.list(remove);
    List<String> names = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String name = Given.text(given.get(i));
      if (nameIsAllowed(name, at + "[" + i + "]", HeaderRules.Change.REMOVE)) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private boolean nameIsAllowed(String name, String at, HeaderRules.Change change) {
    if (!HeaderRules.isToken(name)) {
      problems.add(new Problem.Malformed(at, name, HeaderRules.NAME_EXPECTED));
      return false;
    }
    if (HeaderRules.isUntouchable(name, change)) {
      problems.add(new Problem.Malformed(at, name, HeaderRules.UNTOUCHABLE));
      return false;
    }
    return true;
  }

  private boolean valueIsAllowed(String value, String at) {
    if (!HeaderRules.isValue(value)) {
      problems.add(new Problem.Malformed(at, value, HeaderRules.VALUE_EXPECTED));
      return false;
    }
    return true;
  }
}
