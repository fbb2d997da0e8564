package io.rauta.proxy.route;

import static io.rauta.proxy.route.Requests.get;
import static io.rauta.proxy.route.Tables.exact;
import static io.rauta.proxy.route.Tables.header;
import static io.rauta.proxy.route.Tables.host;
import static io.rauta.proxy.route.Tables.is;
import static io.rauta.proxy.route.Tables.prefix;
import static io.rauta.proxy.route.Tables.regex;
import static io.rauta.proxy.route.Tables.rule;
import static io.rauta.proxy.route.Tables.scope;
import static io.rauta.proxy.route.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.listener.HostScope;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {

  private static final RouteTable<String> ISOLATED =
      table(
          scope("*", host("*", rule("any", prefix("/any")))),
          scope("*.example.com", host("*.example.com", rule("below", prefix("/below")))),
          scope("*.a.example.com", host("*.a.example.com", rule("deeper", prefix("/deeper")))),
          scope("a.example.com", host("a.example.com", rule("exact", prefix("/exact")))),
          scope("empty.example.com"));

  @ParameterizedTest(name = "{0}: {1}{2} -> {3}")
  @CsvSource({
    "the exact hostname owns,         a.example.com,     /exact,  exact",
    "whatever the case of its letters, A.Example.COM,    /exact,  exact",
    "and hides the domain,            a.example.com,     /below,  ",
    "and every host,                  a.example.com,     /any,    ",
    "the longest domain owns,         b.a.example.com,   /deeper, deeper",
    "at any depth,                    c.b.a.example.com, /deeper, deeper",
    "and hides the shorter one,       b.a.example.com,   /below,  ",
    "a shorter domain owns the rest,  b.example.com,     /below,  below",
    "at any depth too,                c.b.example.com,   /below,  below",
    "but not the domain itself,       example.com,       /below,  ",
    "which every host owns,           example.com,       /any,    any",
    "a name that only ends alike,     badexample.com,    /any,    any",
    "a dot with no name before it,    .example.com,      /any,    any",
    "an address,                      127.0.0.1,         /any,    any",
    "no host,                         '',                /any,    any",
    "a scope without routes owns too, empty.example.com, /below,  "
  })
  void theMostSpecificScopeOwns(String name, String host, String path, String rule) {
    assertThat(ISOLATED.find(get(host, path))).isEqualTo(rule);
  }

  private static final RouteTable<String> FALLING_THROUGH =
      table(
          scope(
              "*",
              host("a.example.com", rule("exact", header("x", is("1")))),
              host("*.example.com", rule("below", prefix("/below"))),
              host("*.com", rule("com", prefix("/com"))),
              host("*", rule("any", prefix("/")))));

  @ParameterizedTest(name = "{0}{1} -> {2}")
  @CsvSource({
    "a.example.com, /,      any",
    "a.example.com, /below, below",
    "a.example.com, /com,   com",
    "b.example.com, /below, below",
    "b.example.com, /com,   com",
    "example.com,   /below, any",
    "example.com,   /com,   com",
    "com,           /com,   any",
    "other.org,     /below, any"
  })
  void aRequestThatNoRuleAcceptsFallsThrough(String host, String path, String rule) {
    assertThat(FALLING_THROUGH.find(get(host, path))).isEqualTo(rule);
  }

  @Test
  void theMoreSpecificHostnameGoesFirst() {
    assertThat(FALLING_THROUGH.find(get("a.example.com", "/below", "x", "1"))).isEqualTo("exact");
  }

  @Test
  void anExactHostOutsideItsScopeIsNotServed() {
    RouteTable<String> table =
        table(scope("a.example.com", host("b.example.com", rule("b", prefix("/")))));
    assertThat(table.find(get("b.example.com", "/"))).isNull();
  }

  @Test
  void aRouteHostnameMayBeWiderThanItsScope() {
    RouteTable<String> table =
        table(scope("a.example.com", host("*.com", rule("wide", prefix("/")))));
    assertThat(table.find(get("a.example.com", "/"))).isEqualTo("wide");
    assertThat(table.find(get("b.example.com", "/"))).isNull();
  }

  @Test
  void withoutScopesNothingIsServed() {
    assertThat(table(new HostScope[0]).find(get("a", "/"))).isNull();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"/a, pattern", "/b, prefix", "/c, exact", "/c/d, root"})
  void theListDecidesWhichKindOfMatchGoesFirst(String path, String rule) {
    RouteTable<String> table =
        table(
            rule("pattern", regex("/a|/ab")),
            rule("a", exact("/a")),
            rule("prefix", prefix("/b")),
            rule("b", exact("/b")),
            rule("late", regex("/b")),
            rule("exact", exact("/c")),
            rule("root", prefix("/")),
            rule("c", prefix("/c")));
    assertThat(table.find(get("h", path))).isEqualTo(rule);
  }

  @Test
  void equalHashesAreToldApart() {
    // "Aa" and "BB" hash alike, and so does every mixture of them.
    List<String> names = List.of("Aa", "BB");
    RouteTable<String> table =
        table(
            scope(
                "*",
                host("aa.h", rule("host", prefix("/"))),
                host(
                    "*",
                    rule("AaAa", exact("/AaAa")),
                    rule("BBBB", exact("/BBBB")),
                    rule("AaBB", prefix("/AaBB")),
                    rule("BBAa/Aa", prefix("/BBAa/Aa")),
                    rule("Aa", prefix("/Aa")))));
    for (String first : names) {
      for (String second : names) {
        String path = "/" + first + second;
        boolean known = !path.equals("/BBAa");
        assertThat(table.find(get("h", path))).isEqualTo(known ? path.substring(1) : null);
        assertThat(table.find(get("h", path + "/BB")))
            .isEqualTo(path.equals("/AaBB") ? "AaBB" : null);
      }
    }
    assertThat(table.find(get("h", "/BBAa/Aa/BB"))).isEqualTo("BBAa/Aa");
    assertThat(table.find(get("h", "/BB"))).isNull();
  }

  @Test
  void findsEachOfTenThousandRules() {
    VirtualHost[] hosts = new VirtualHost[100];
    for (int h = 0; h < hosts.length; h++) {
      VirtualHost host = host("h" + h + ".example.com");
      List<RouteRule> rules = new ArrayList<>();
      for (int r = 0; r < 100; r++) {
        rules.add(rule(h + "/" + r, r % 2 == 0 ? exact("/p/" + r) : prefix("/p/" + r)));
      }
      hosts[h] = new VirtualHost(host.hostname(), rules);
    }
    RouteTable<String> table = table(scope("*", hosts));
    for (int h = 0; h < hosts.length; h++) {
      for (int r = 0; r < 100; r++) {
        String path = "/p/" + r + (r % 2 == 0 ? "" : "/x");
        assertThat(table.find(get("h" + h + ".example.com", path))).isEqualTo(h + "/" + r);
      }
    }
    assertThat(table.find(get("h100.example.com", "/p/1"))).isNull();
  }

  @Test
  void equalVirtualHostsKeepWhatTheyWereCompiledTo() {
    VirtualHost kept = host("kept.example.com", rule("kept", prefix("/")));
    VirtualHost equal = host("equal.example.com", rule("equal", prefix("/")));
    VirtualHost changed = host("changed.example.com", rule("changed", prefix("/")));
    RouteTable<Object> before =
        RouteTable.compile(List.of(scope("*", kept, equal, changed)), _ -> new Object(), null);
    RouteTable<Object> after =
        RouteTable.compile(
            List.of(
                scope(
                    "*",
                    kept,
                    host("equal.example.com", rule("equal", prefix("/"))),
                    host("changed.example.com", rule("changed", prefix("/a"))))),
            _ -> new Object(),
            before);
    assertThat(after.find(get("kept.example.com", "/a")))
        .isSameAs(before.find(get("kept.example.com", "/a")));
    assertThat(after.find(get("equal.example.com", "/a")))
        .isSameAs(before.find(get("equal.example.com", "/a")));
    assertThat(after.find(get("changed.example.com", "/a")))
        .isNotNull()
        .isNotSameAs(before.find(get("changed.example.com", "/a")));
  }
}
