package io.rauta.proxy.route;

import static io.rauta.proxy.route.Requests.get;
import static io.rauta.proxy.route.Requests.request;
import static io.rauta.proxy.route.Tables.exact;
import static io.rauta.proxy.route.Tables.header;
import static io.rauta.proxy.route.Tables.is;
import static io.rauta.proxy.route.Tables.like;
import static io.rauta.proxy.route.Tables.match;
import static io.rauta.proxy.route.Tables.method;
import static io.rauta.proxy.route.Tables.prefix;
import static io.rauta.proxy.route.Tables.query;
import static io.rauta.proxy.route.Tables.regex;
import static io.rauta.proxy.route.Tables.rule;
import static io.rauta.proxy.route.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.RequestMatch;
import io.rauta.proxy.http.RequestHead;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestMatchTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource({"paths", "methodsAndHeaders", "queries"})
  void accepts(String name, RequestMatch match, RequestHead head, boolean accepted) {
    assertThat(table(rule("rule", match)).find(head)).isEqualTo(accepted ? "rule" : null);
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        row("an exact path is the whole path", match(exact("/a/b")), get("h", "/a/b"), true),
        row(
            "an exact path ends where the query starts",
            match(exact("/a")),
            get("h", "/a?/b"),
            true),
        row("an exact path has no trailing slash", match(exact("/a")), get("h", "/a/"), false),
        row("an exact trailing slash counts", match(exact("/a/")), get("h", "/a/"), true),
        row("an exact path regards case", match(exact("/a")), get("h", "/A"), false),
        row("an exact path is no prefix", match(exact("/a")), get("h", "/a/b"), false),
        row("an exact root is not every path", match(exact("/")), get("h", "/a"), false),
        row("an exact path of more than ASCII", match(exact("/ä")), get("h", "/ä"), true),
        row("a prefix is the path itself", match(prefix("/a/b")), get("h", "/a/b"), true),
        row("a prefix is followed by a slash", match(prefix("/a/b")), get("h", "/a/b/c"), true),
        row("a prefix with a trailing slash", match(prefix("/a/b")), get("h", "/a/b/"), true),
        row("a prefix ends with its element", match(prefix("/a/b")), get("h", "/a/bc"), false),
        row("a prefix is longer than the path", match(prefix("/a/b")), get("h", "/a"), false),
        row("a prefix regards case", match(prefix("/a")), get("h", "/A/b"), false),
        row("a prefix with an empty element", match(prefix("/a//b")), get("h", "/a//b/c"), true),
        row("a prefix ignores the query", match(prefix("/a/b")), get("h", "/a?/b"), false),
        row("every path has the root", match(prefix("/")), get("h", "/a/b"), true),
        row("the root has the root", match(prefix("/")), get("h", "/"), true),
        row("two slashes have the root", match(prefix("/")), get("h", "//"), true),
        row("a pattern is the whole path", match(regex("/[a-z]+")), get("h", "/abc"), true),
        row("a pattern is no part", match(regex("/[a-z]+")), get("h", "/abc/d"), false),
        row("a pattern is no tail", match(regex("[a-z]+")), get("h", "/abc"), false),
        row("a pattern ignores the query", match(regex("/[a-z]+")), get("h", "/abc?d"), true),
        row("a pattern reads UTF-8", match(regex("/.")), get("h", "/ä"), true));
  }

  static Stream<Arguments> methodsAndHeaders() {
    RequestHead removed = get("h", "/", "x", "1", "x", "2");
    removed.headers().remove(0);
    RequestHead allRemoved = get("h", "/", "x", "1");
    allRemoved.headers().remove(0);
    return Stream.of(
        row("a method", method("POST"), request("POST", "h", "/"), true),
        row("another method", method("POST"), get("h", "/"), false),
        row("a method regards case", method("POST"), request("post", "h", "/"), false),
        row("a header", header("x", is("1")), get("h", "/", "x", "1"), true),
        row(
            "a header name in another case",
            header("x-a", is("1")),
            get("h", "/", "X-A", "1"),
            true),
        row("an underscore is no hyphen", header("x-a", is("1")), get("h", "/", "x_a", "1"), false),
        row("a header value regards case", header("x", is("a")), get("h", "/", "x", "A"), false),
        row("no such header", header("x", is("1")), get("h", "/", "y", "1"), false),
        row("an empty value is a value", header("x", is("")), get("h", "/", "x", ""), true),
        row("no header is no empty value", header("x", is("")), get("h", "/"), false),
        row("no header has no pattern", header("x", like(".*")), get("h", "/"), false),
        row("joined fields", header("x", is("1,2")), get("h", "/", "x", "1", "X", "2"), true),
        row(
            "joined by commas only",
            header("x", is("12")),
            get("h", "/", "x", "1", "x", "2"),
            false),
        row("the first is not all", header("x", is("1")), get("h", "/", "x", "1", "x", "2"), false),
        row("all and more", header("x", is("1,2,")), get("h", "/", "x", "1", "x", "2"), false),
        row(
            "one too many",
            header("x", is("1,2")),
            get("h", "/", "x", "1", "x", "2", "x", ""),
            false),
        row("joined empty fields", header("x", is(",")), get("h", "/", "x", "", "x", ""), true),
        row("removed fields do not count", header("x", is("2")), removed, true),
        row("a removed field is none", header("x", like(".*")), allRemoved, false),
        row("a header pattern", header("x", like("[0-9]+")), get("h", "/", "x", "123"), true),
        row(
            "a header pattern is whole",
            header("x", like("[0-9]+")),
            get("h", "/", "x", "1a"),
            false),
        row("a pattern on all", header("x", like("1,.")), get("h", "/", "x", "1", "x", "2"), true),
        row("a value of more than ASCII", header("x", is("ä")), get("h", "/", "x", "ä"), true));
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        row("a parameter", query("a", is("1")), get("h", "/?a=1"), true),
        row("no query", query("a", is("1")), get("h", "/"), false),
        row("an empty query", query("a", is("1")), get("h", "/?"), false),
        row("a later parameter", query("b", is("2")), get("h", "/?a=1&b=2&c=3"), true),
        row("the first of a name counts", query("a", is("2")), get("h", "/?a=1&a=2"), false),
        row("a name regards case", query("a", is("1")), get("h", "/?A=1"), false),
        row("a value regards case", query("a", is("x")), get("h", "/?a=X"), false),
        row("a name is not its start", query("a", is("1")), get("h", "/?ab=1"), false),
        row("a name is not its end", query("ab", is("1")), get("h", "/?a=1"), false),
        row("no equals sign, no value", query("a", is("")), get("h", "/?a"), true),
        row("nothing behind the equals sign", query("a", is("")), get("h", "/?a=&b=1"), true),
        row("a value holds an equals sign", query("a", is("1=2")), get("h", "/?a=1=2"), true),
        row("empty parameters are passed", query("a", is("1")), get("h", "/?&&a=1&"), true),
        row("a value is decoded", query("a", is("x y")), get("h", "/?a=x%20y"), true),
        row("an escape in either case", query("a", is("/?")), get("h", "/?a=%2f%3F"), true),
        row("a name is decoded", query("a b", is("1")), get("h", "/?a%20b=1"), true),
        row("a decoded ampersand is data", query("a", is("1&b=2")), get("h", "/?a=1%26b=2"), true),
        row("a plus sign is a plus sign", query("a", is("x+y")), get("h", "/?a=x+y"), true),
        row("a plus sign is no blank", query("a", is("x y")), get("h", "/?a=x+y"), false),
        row("a cut escape is itself", query("a", is("1%2")), get("h", "/?a=1%2"), true),
        row("a broken escape is itself", query("a", is("%zz")), get("h", "/?a=%zz"), true),
        row("an escape is decoded once", query("a", is("%20")), get("h", "/?a=%2520"), true),
        row("decoded UTF-8", query("a", is("ä")), get("h", "/?a=%C3%A4"), true),
        row("a query pattern", query("a", like("[0-9]+")), get("h", "/?a=%312"), true),
        row("a query pattern is whole", query("a", like("[0-9]")), get("h", "/?a=12"), false),
        row("a pattern needs the parameter", query("a", like(".*")), get("h", "/?b=1"), false),
        row("the path is no query", query("a", is("1")), get("h", "/a=1"), false));
  }

  private static Arguments row(
      String name, RequestMatch match, RequestHead head, boolean accepted) {
    return Arguments.of(name, match, head, accepted);
  }
}
