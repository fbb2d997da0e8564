package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.ValueMatch;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.HeaderRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads conditions on headers. Of several on one header the first counts. */
final class HeaderMatchReader {

  private final ValueReader values;

  HeaderMatchReader(ValueReader values) {
    this.values = values;
  }

  List<HeaderMatch> ofHttp(List<HTTPHeaderMatch> given, String field, List<Problem> problems) {
    return read(
        given,
        header -> Given.text(header.getName()),
        (header, at) -> values.read(header.getType(), header.getValue(), at, problems),
        field,
        problems);
  }

  List<HeaderMatch> ofGrpc(List<GRPCHeaderMatch> given, String field, List<Problem> problems) {
    return read(
        given,
        header -> Given.text(header.getName()),
        (header, at) -> values.read(header.getType(), header.getValue(), at, problems),
        field,
        problems);
  }

  private static <T> List<HeaderMatch> read(
      List<T> given,
      Function<T, String> nameOf,
      BiFunction<T, String, ValueMatch> valueOf,
      String field,
      List<Problem> problems) {
    if (given.isEmpty()) {
      return List.of();
    }
    List<HeaderMatch> headers = new ArrayList<>(given.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      T header = given.get(i);
      String at = field + "[" + i + "]";
      if (header == null) {
        problems.add(new Problem.Missing(at, "a condition on a header"));
        continue;
      }
      String name = nameOf.apply(header).toLowerCase(Locale.ROOT);
      if (!HeaderRules.isToken(name)) {
        problems.add(new Problem.Malformed(at + ".name", name, HeaderRules.NAME_EXPECTED));
      } else if (names.add(name)) {
        headers.add(new HeaderMatch(name, valueOf.apply(header, at)));
      }
    }
    return headers;
  }
}
