package io.rauta.proxy;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Small dense numbers for route names, so that workers find a route's cells by index. A name keeps
 * its number as long as a configuration has it, and the number is free again afterwards.
 *
 * <p>Owned by the control thread.
 */
final class RouteSlots {

  private final Map<String, Integer> byName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();

  /** Gives a number to every route of {@code config} and takes those of all others back. */
  void assign(ProxyConfig config) {
    Set<String> wanted = new HashSet<>();
    for (ListenerConfig listener : config.listeners()) {
      for (HostScope scope : listener.scopes()) {
        for (VirtualHost host : scope.virtualHosts()) {
          for (RouteRule rule : host.rules()) {
            wanted.add(rule.id().route());
          }
        }
      }
    }
    byName
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !wanted.contains(entry.getKey());
              if (isGone) {
                free.add(entry.getValue());
              }
              return isGone;
            });
    wanted.forEach(this::add);
  }

  private void add(String name) {
    if (byName.containsKey(name)) {
      return;
    }
    Integer slot = free.poll();
    if (slot == null) {
      slot = names.size();
      names.add(name);
    } else {
      names.set(slot, name);
    }
    byName.put(name, slot);
  }

  /** The number of {@code name}. */
  int of(String name) {
    return Objects.requireNonNull(byName.get(name), "a route without a slot");
  }

  /** All names by number; that of a free number is out of date. */
  List<String> names() {
    return List.copyOf(names);
  }
}
