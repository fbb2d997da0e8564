package io.rauta.proxy.route;

import static io.rauta.proxy.route.Tables.exact;
import static io.rauta.proxy.route.Tables.header;
import static io.rauta.proxy.route.Tables.host;
import static io.rauta.proxy.route.Tables.is;
import static io.rauta.proxy.route.Tables.method;
import static io.rauta.proxy.route.Tables.prefix;
import static io.rauta.proxy.route.Tables.query;
import static io.rauta.proxy.route.Tables.regex;
import static io.rauta.proxy.route.Tables.rule;
import static io.rauta.proxy.route.Tables.scope;
import static io.rauta.proxy.route.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.PathMatch;
import io.rauta.proxy.route.RouteTrace.Miss;
import io.rauta.proxy.route.RouteTrace.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RouteTraceTest {

  @Test
  void saysOfEachRuleWhatBecameOfIt() {
    RouteTable<String> table =
        table(
            rule("exact", exact("/a/c")),
            rule("pattern", regex("/b.*")),
            rule("call", new PathMatch.Call(Optional.empty(), Optional.empty())),
            rule("method", method("POST")),
            rule("header", header("x", is("1"))),
            rule("query", query("q", is("1"))),
            rule("won", prefix("/a")),
            rule("late", prefix("/")),
            rule("other", prefix("/a/b/c")));
    RouteTrace trace = table.trace(Requests.get("h", "/a/b?q=2", "x", "2"));
    assertThat(verdicts(trace))
        .containsExactly(
            new Verdict.Lost(new Miss.Path()),
            new Verdict.Lost(new Miss.Path()),
            new Verdict.Lost(new Miss.NoCall()),
            new Verdict.Lost(new Miss.Method()),
            new Verdict.Lost(new Miss.Header(0)),
            new Verdict.Lost(new Miss.Query(0)),
            new Verdict.Won(),
            new Verdict.TooLate(),
            new Verdict.Lost(new Miss.Path()));
    assertThat(trace.winner().orElseThrow().id().route()).isEqualTo("won");
  }

  @Test
  void namesTheScopeThatOwnsTheHostAndTheOthers() {
    RouteTable<String> table =
        table(
            scope("*", host("*", rule("any", prefix("/")))),
            scope("*.a.b", host("x.a.b", rule("x", prefix("/x"))), host("y.a.b")),
            scope("c", host("c", rule("c", prefix("/")))));
    RouteTrace trace = table.trace(Requests.get("x.a.b", "/"));
    assertThat(trace.owner().orElseThrow().hostname()).hasToString("*.a.b");
    assertThat(trace.lessSpecific()).extracting(s -> s.hostname().toString()).containsExactly("*");
    assertThat(trace.otherHosts()).extracting(s -> s.hostname().toString()).containsExactly("c");
    assertThat(trace.asked()).hasSize(1);
    assertThat(trace.notAsked()).extracting(h -> h.hostname().toString()).containsExactly("y.a.b");
    assertThat(trace.winner()).isEmpty();
  }

  @Test
  void onlyOneVirtualHostHasTheWinner() {
    RouteTable<String> table =
        table(
            scope(
                "*",
                host("a.b", rule("first", prefix("/"))),
                host("*", rule("second", prefix("/")))));
    assertThat(verdicts(table.trace(Requests.get("a.b", "/"))))
        .containsExactly(new Verdict.Won(), new Verdict.TooLate());
  }

  @Test
  void noScopeHasTheHost() {
    RouteTrace trace = table(scope("a", host("a"))).trace(Requests.get("b", "/"));
    assertThat(trace.owner()).isEmpty();
    assertThat(trace.asked()).isEmpty();
  }

  private static List<Verdict> verdicts(RouteTrace trace) {
    return trace.asked().stream()
        .flatMap(host -> host.candidates().stream())
        .map(RouteTrace.Candidate::verdict)
        .toList();
  }
}
