package io.rauta.proxy.route;

import io.rauta.config.listener.HostScope;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTrace.AskedHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one listener, compiled so that the one that serves a request is found in time that
 * does not grow with their number.
 *
 * <p>The scope with the most specific hostname that matches the host of a request owns it; no other
 * is consulted (Gateway API listener isolation). In it the virtual hosts whose hostname matches are
 * asked in the order in which they are listed, and of each the first rule in list order that
 * accepts the request. Where the rules of one accept nothing, the next is asked.
 *
 * <p>Immutable once compiled; read by all workers. A lookup allocates nothing unless a regular
 * expression has to be run.
 *
 * @param <T> what rules are compiled to
 */
public final class RouteTable<T> {

  /*
   * One index holds the hostnames of all scopes and of all virtual hosts. A host that finds a pattern there as its most
   * specific one matches exactly the patterns that cover that pattern, so that the scope and the virtual hosts to ask are
   * known for each pattern beforehand.
   */
  private final HostIndex<HostRules<T>> chains;
  private final CompiledHosts<T> compiled;
  private final List<HostScope> scopes;

  private RouteTable(
      HostIndex<HostRules<T>> chains, CompiledHosts<T> compiled, List<HostScope> scopes) {
    this.chains = chains;
    this.compiled = compiled;
    this.scopes = List.copyOf(scopes);
  }

  /**
   * Compiles a table.
   *
   * <p>A virtual host that equals one of {@code previous} keeps what its rules were compiled to;
   * equal virtual hosts of one table share it. So the caller guarantees that {@code compileRule}
   * depends on the rule alone, and that what it made for {@code previous} is still good: live
   * objects found by an id that equal rules name must be the same ones. That holds between two
   * configurations of which one replaced the other.
   *
   * @param scopes what shares the listener; of two with the same hostname the first counts
   * @param compileRule called once for each rule that is new
   * @param previous the table that this one replaces, or null
   * @throws com.google.re2j.PatternSyntaxException for a pattern that RE2 does not know
   */
  public static <T> RouteTable<T> compile(
      List<HostScope> scopes,
      Function<RouteRule, T> compileRule,
      @Nullable RouteTable<T> previous) {
    CompiledHosts<T> compiled = new CompiledHosts<>();
    CompiledHosts<T> known = previous == null ? null : previous.compiled;
    Map<HostPattern, Scope<T>> byName = new LinkedHashMap<>();
    for (HostScope scope : scopes) {
      byName.computeIfAbsent(
          scope.hostname(),
          _ -> new Scope<>(scope, host -> compiled.compile(host, compileRule, known)));
    }
    Map<HostPattern, HostRules<T>> chains = new LinkedHashMap<>();
    byName.forEach(
        (hostname, scope) -> {
          chains.computeIfAbsent(hostname, pattern -> chain(pattern, byName));
          for (HostPattern name : scope.hosts.keySet()) {
            chains.computeIfAbsent(name, pattern -> chain(pattern, byName));
          }
        });
    HostIndex<HostRules<T>> index = new HostIndex<>();
    chains.forEach(index::put);
    return new RouteTable<>(index, compiled, scopes);
  }

  /** What is served for the host of {@code head}, or null where no scope owns it. */
  public @Nullable HostRules<T> host(RequestHead head) {
    return chains.find(head.host(), head.hostStart(), head.hostEnd());
  }

  /** What the rule that serves {@code head} was compiled to, or null where none does. */
  public @Nullable T find(RequestHead head) {
    HostRules<T> rules = host(head);
    return rules == null ? null : rules.find(head);
  }

  /** How {@link #find} comes to its answer for {@code head}: the same lookups and tests, told. */
  public RouteTrace trace(RequestHead head) {
    HostIndex<HostScope> owners = new HostIndex<>();
    Set<HostPattern> names = new HashSet<>();
    List<HostScope> matching = new ArrayList<>();
    List<HostScope> others = new ArrayList<>();
    for (HostScope scope : scopes) {
      if (names.add(scope.hostname())) {
        owners.put(scope.hostname(), scope);
      }
      (matches(scope.hostname(), head) ? matching : others).add(scope);
    }
    HostScope owner = owners.find(head.host(), head.hostStart(), head.hostEnd());
    matching.remove(owner);
    HostRules<T> rulesOfHost = host(head);
    List<AskedHost> asked = new ArrayList<>();
    boolean decided = false;
    for (RuleIndex<T> rules : rulesOfHost == null ? List.<RuleIndex<T>>of() : rulesOfHost.chain()) {
      AskedHost host = rules.trace(head, decided);
      decided |= host.hasWinner();
      asked.add(host);
    }
    List<VirtualHost> notAsked =
        owner == null
            ? List.of()
            : owner.virtualHosts().stream()
                .filter(host -> !matches(host.hostname(), head))
                .toList();
    return new RouteTrace(Optional.ofNullable(owner), matching, others, asked, notAsked);
  }

  private static boolean matches(HostPattern pattern, RequestHead head) {
    HostIndex<HostPattern> index = new HostIndex<>();
    index.put(pattern, pattern);
    return index.find(head.host(), head.hostStart(), head.hostEnd()) != null;
  }

  /**
   * What is served for a host whose most specific pattern is {@code pattern}; null where no scope
   * covers the pattern, and so none those that are less specific.
   */
  private static <T> @Nullable HostRules<T> chain(
      HostPattern pattern, Map<HostPattern, Scope<T>> scopes) {
    List<HostPattern> covering = covering(pattern);
    for (HostPattern owner : covering) {
      Scope<T> scope = scopes.get(owner);
      if (scope != null) {
        return new HostRules<>(owner, scope.hosts(covering));
      }
    }
    return null;
  }

  /** The patterns that match every host that {@code pattern} matches, itself first. */
  private static List<HostPattern> covering(HostPattern pattern) {
    List<HostPattern> covering = new ArrayList<>();
    covering.add(pattern);
    switch (pattern) {
      case HostPattern.Exact(String name) -> addDomains(covering, name);
      case HostPattern.Below(String suffix) -> addDomains(covering, suffix);
      case HostPattern.Any() -> {
        return covering;
      }
    }
    covering.add(new HostPattern.Any());
    return covering;
  }

  private static void addDomains(List<HostPattern> covering, String name) {
    for (int dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (dot + 1 < name.length()) {
        covering.add(new HostPattern.Below(name.substring(dot)));
      }
    }
  }

  /** One scope's virtual hosts by their hostnames, each with its place in the list. */
  private static final class Scope<T> {

    private record Placed<T>(int place, RuleIndex<T> rules) {}

    private final Map<HostPattern, List<Placed<T>>> hosts = new HashMap<>();

    Scope(HostScope scope, Function<VirtualHost, RuleIndex<T>> compile) {
      int place = 0;
      for (VirtualHost host : scope.virtualHosts()) {
        hosts
            .computeIfAbsent(host.hostname(), _ -> new ArrayList<>())
            .add(new Placed<>(place++, compile.apply(host)));
      }
    }

    List<RuleIndex<T>> hosts(List<HostPattern> names) {
      return names.stream()
          .flatMap(name -> hosts.getOrDefault(name, List.of()).stream())
          .sorted(Comparator.comparingInt(Placed::place))
          .map(Placed::rules)
          .toList();
    }
  }
}
