package io.rauta.sources.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions come to. */
final class CelProgramTest {

  private static final Map<String, Object> SELF =
      Map.of(
          "name",
          "web",
          "namespace",
          "team",
          "empty",
          "",
          "port",
          80L,
          "list",
          List.of("a", "b", "a"),
          "refs",
          List.of(Map.of("name", "x", "port", 1L), Map.of("name", "y")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "10 - 4 - 3 == 3",
        "7 / 2 == 3 && 7 % 2 == 1 && -7 / 2 == -3",
        "'a' + 'b' == \"ab\"",
        "[1] + [2] == [1, 2]",
        "1 == 1.0",
        "1 != '1'",
        "'a' < 'b' && 1 <= 1 && 2 > 1 && 2 >= 2",
        "true ? true : 1 / 0 == 0",
        "false || !false",
        "'x' in ['x', 'y']",
        "'name' in self",
        "!('colour' in self)",
        "has(self.name) && !has(self.colour)",
        "has(self.__namespace__) && self.__namespace__ == 'team'",
        "self['name'] == 'web'",
        "self.list[2] == 'a'",
        "self.list.size() == 3 && size(self.list) == 3 && size('äß😀') == 3",
        "self.list.all(x, x in ['a', 'b'])",
        "self.list.exists(x, x == 'b')",
        "self.list.exists_one(x, x == 'b') && !self.list.exists_one(x, x == 'a')",
        "self.list.filter(x, x == 'a').size() == 2",
        "self.refs.map(r, r.name) == ['x', 'y']",
        "self.refs.all(a, self.refs.exists_one(b, a.name == b.name))",
        "[].all(x, false) && ![].exists(x, true)",
        "{'a': 1}.all(key, key == 'a')",
        "{'a': [1, 2]}['a'][1] == 2",
        "self.name.startsWith('w') && self.name.endsWith('b') && self.name.contains('e')",
        "self.name.matches('^[a-z]+$') && !self.name.matches('^x') && self.name.matches('e')",
        "self.name.matches(r\"\"\"^\\w+$\"\"\")",
        "'\\t\\u0041\\\\' + r'\\n' == \"\tA\\\\\\\\n\"",
        "'a/b/'.split('/') == ['a', 'b', '']",
        "'*.example'.substring(2) == 'example'",
        "duration('1h30m') == duration('90m') && duration('1.5s') > duration('1s')",
        "duration('-1s') < duration('0') && duration('1us') == duration('1000ns')",
        "isIP('10.0.0.1') && isIP('fe80::1') && isIP('::ffff:1') && !isIP('10.0.0.01')",
        "!isIP('::ffff:10.0.0.1') && !isIP('fe80::1%eth0') && !isIP('a')",
        "null == null",
      })
  void holds(String expression) {
    assertThat(CelProgram.parse(expression).evaluate(Map.of("self", SELF)))
        .isEqualTo(new CelOutcome.Value(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "self.colour == 'red' | no such key: colour",
        "self['colour'] | no such key: colour",
        "self.list[3] | index out of bounds: 3",
        "self.list[-1] | index out of bounds: -1",
        "1 / 0 | integer overflow or division by zero",
        "9223372036854775807 + 1 | integer overflow or division by zero",
        "1 + 'a' | no such overload: + int string",
        "1 < 'a' | no such overload: comparison int string",
        "1 in 2 | no such overload: in int int",
        "!1 | no such overload: bool int",
        "size(1) | no such overload: size int",
        "1.startsWith('a') | no such overload: string int",
        "other | undeclared reference to 'other'",
        "duration('5') | invalid duration 5",
        "duration('') | invalid duration",
        "duration('5 s') | invalid duration 5 s",
        "duration('1..s') | invalid duration 1..s",
        "duration('3000000h') | invalid duration 3000000h",
        "self.refs.all(r, r.port == 1) | no such key: port",
        "self.refs.filter(r, r.port == 1) | no such key: port",
        "'abc'.substring(4) | index out of range: 4",
        "self.name.x | no such overload: .x string",
        "'a'.matches(self.name + '(') | no pattern: missing closing )",
      })
  void fails(String expression, String message) {
    assertThat(CelProgram.parse(expression).evaluate(Map.of("self", SELF)))
        .isInstanceOfSatisfying(
            CelOutcome.Failed.class,
            failed -> assertThat(failed.message().strip()).isEqualTo(message));
  }

  /** An error does not count where the other side decides. */
  @ParameterizedTest
  @CsvSource({
    "false && self.colour == '',false",
    "self.colour == '' && false,false",
    "true || self.colour == '',true",
    "self.colour == '' || true,true",
    "'self.refs.all(r, r.port == 2)',false",
    "'self.refs.exists(r, r.port == 1)',true"
  })
  void errorIsForgotten(String expression, boolean value) {
    assertThat(CelProgram.parse(expression).evaluate(Map.of("self", SELF)))
        .isEqualTo(new CelOutcome.Value(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1 +", "(1", "[1", "{'a' 1}", "a b", "self.", "self.list.all(x)", "has(self)",
        "unknown(1)", "self.unknown()", "size()", "'a", "r'a", "a ? b", "in", "1 & 2", "a = b",
        "'\\q'", "package", "x.matches('(')"
      })
  void isRefused(String expression) {
    assertThatThrownBy(() -> CelProgram.parse(expression))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void jsonIsAnExpression() {
    String json = "{\"a\": [1, -2, 2.5, true, null, \"\\u00e4\\n\"], \"b\": {}}";

    assertThat(CelProgram.parse(json).evaluate(Map.of()))
        .isEqualTo(
            new CelOutcome.Value(
                Map.of("a", List.of(1L, -2L, 2.5, true, CelNull.NULL, "ä\n"), "b", Map.of())));
  }

  @Test
  void durationsAreExact() {
    assertThat(CelDurations.parse("1h1m1s1ms1us1ns"))
        .isEqualTo(Duration.ofSeconds(3661, 1_001_001));
  }
}
