package io.rauta.proxy;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.VirtualHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
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

  private final Map<String, Slot> byName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private Set<VirtualHost> hosts = Set.of();
  private List<String> told = List.of();
  private boolean isTold = true;

  /** A route's number, and how many rules have it. */
  private static final class Slot {
    private final int number;
    private int rules;

    private Slot(int number) {
      this.number = number;
    }
  }

  /**
   * Gives a number to every route of {@code config} and takes those of all others back. Looks only
   * at virtual hosts that are not the very same as before.
   */
  void assign(ProxyConfig config) {
    Set<VirtualHost> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ListenerConfig listener : config.listeners()) {
      for (HostScope scope : listener.scopes()) {
        wanted.addAll(scope.virtualHosts());
      }
    }
    Set<VirtualHost> before = hosts;
    for (VirtualHost host : wanted) {
      if (!before.contains(host)) {
        host.rules().forEach(rule -> add(rule.id().route()));
      }
    }
    for (VirtualHost host : before) {
      if (!wanted.contains(host)) {
        host.rules().forEach(rule -> remove(rule.id().route()));
      }
    }
    hosts = wanted;
  }

  private void add(String name) {
    byName.computeIfAbsent(name, this::take).rules++;
  }

  private Slot take(String name) {
    isTold = false;
    Integer number = free.poll();
    if (number == null) {
      number = names.size();
      names.add(name);
    } else {
      names.set(number, name);
    }
    return new Slot(number);
  }

  private void remove(String name) {
    Slot slot = slot(name);
    if (--slot.rules == 0) {
      byName.remove(name);
      free.add(slot.number);
    }
  }

  /** The number of {@code name}. */
  int of(String name) {
    return slot(name).number;
  }

  private Slot slot(String name) {
    return Objects.requireNonNull(byName.get(name), "a route without a slot");
  }

  /**
   * All names by number; that of a free number is out of date. One object for as long as no number
   * is given to another name.
   */
  List<String> names() {
    if (!isTold) {
      told = List.copyOf(names);
      isTold = true;
    }
    return told;
  }
}
