package io.rauta.proxy.route;

import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of one table with their compiled rules, so that the next table need not compile
 * those that did not change. Confined to the thread that compiles.
 *
 * @param <T> what rules are compiled to
 */
final class CompiledHosts<T> {

  private final IdentityHashMap<VirtualHost, RuleIndex<T>> byIdentity = new IdentityHashMap<>();
  private final Map<HostPattern, List<VirtualHost>> byName = new HashMap<>();

  /** The rules of {@code host}, taken from here or from {@code previous} where they are known. */
  RuleIndex<T> compile(
      VirtualHost host, Function<RouteRule, T> compileRule, @Nullable CompiledHosts<T> previous) {
    RuleIndex<T> known = byIdentity.get(host);
    if (known != null) {
      return known;
    }
    RuleIndex<T> index = find(host);
    if (index == null && previous != null) {
      index = previous.find(host);
    }
    if (index == null) {
      index = new RuleIndex<>(host, compileRule);
    }
    byIdentity.put(host, index);
    byName.computeIfAbsent(host.hostname(), _ -> new ArrayList<>()).add(host);
    return index;
  }

  /** Compares by identity first, since equality looks at every rule. */
  private @Nullable RuleIndex<T> find(VirtualHost host) {
    RuleIndex<T> same = byIdentity.get(host);
    if (same != null) {
      return same;
    }
    for (VirtualHost candidate : byName.getOrDefault(host.hostname(), List.of())) {
      if (candidate.equals(host)) {
        return byIdentity.get(candidate);
      }
    }
    return null;
  }
}
