package io.rauta.sources.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.sources.cel.CelProgram;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that stands in the data file can be used. */
final class PublishedRulesTest {

  @ParameterizedTest
  @MethodSource("kinds")
  void patternsAndExpressionsAreUnderstood(String versionAndKind) {
    String[] parts = versionAndKind.split(" ", -1);
    KindRules rules = ApiRules.published().of(parts[0], parts[1]).orElseThrow();

    assertThat(visit(rules.schema(), new HashSet<>())).isPositive();
  }

  static List<String> kinds() {
    return ApiRules.published().kinds();
  }

  private static int visit(Schema schema, Set<Schema> seen) {
    if (!seen.add(schema)) {
      return 0;
    }
    TextPattern pattern = schema.facets().pattern();
    assertThat(pattern == null || !pattern.isIn("\0")).isTrue();
    schema.rules().forEach(rule -> CelProgram.parse(rule.expression()));
    int count = 1;
    for (Schema field : schema.fields().named().values()) {
      count += visit(field, seen);
    }
    Schema items = schema.items();
    Schema others = schema.fields().others();
    return count
        + (items == null ? 0 : visit(items, seen))
        + (others == null ? 0 : visit(others, seen));
  }
}
