package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.rauta.config.filter.HeaderEdits;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.HeaderRules;
import io.rauta.control.syntax.Hostnames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a filter sets, adds and removes. */
final class HeaderEditsReader {

  private final List<Problem> problems;

  /**
   * @param problems takes what is wrong
   */
  HeaderEditsReader(List<Problem> problems) {
    this.problems = problems;
  }

  HeaderEdits read(HTTPHeaderFilter filter, String at) {
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
      if (nameIsAllowed(name, place + ".name", change)
          && valueIsAllowed(name, value, place + ".value")) {
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

  private boolean valueIsAllowed(String name, String value, String at) {
    if (name.equalsIgnoreCase("host") && !Hostnames.isAuthority(value)) {
      problems.add(new Problem.Malformed(at, value, "a host and perhaps a port"));
      return false;
    }
    if (!HeaderRules.isValue(value)) {
      problems.add(new Problem.Malformed(at, value, HeaderRules.VALUE_EXPECTED));
      return false;
    }
    return true;
  }
}
