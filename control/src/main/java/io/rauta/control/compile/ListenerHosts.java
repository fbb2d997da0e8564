package io.rauta.control.compile;

import io.rauta.config.route.HostPattern;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology.Attachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The virtual hosts of a listener in order of precedence, with what they were made from. What the
 * next translation makes of them takes time by the routes that have changed, as long as those have
 * the hostnames that they had. Never changed.
 */
final class ListenerHosts {

  static final ListenerHosts NONE = new ListenerHosts(List.of(), List.of(), Map.of(), Set.of());

  /** Makes virtual hosts. */
  interface Maker {

    /**
     * Makes one.
     *
     * @param hostname its name
     * @param routes the routes that have it, oldest first
     * @param before what the last translation made of that hostname, of which some may be kept
     */
    CompileMemo.Host make(
        HostPattern hostname, List<RouteNode> routes, Optional<CompileMemo.Host> before);
  }

  private final List<Attachment> attachments;
  private final List<CompileMemo.Host> hosts;
  private final Map<HostPattern, Integer> places;
  private final Set<UsedCluster> clusters;

  private ListenerHosts(
      List<Attachment> attachments,
      List<CompileMemo.Host> hosts,
      Map<HostPattern, Integer> places,
      Set<UsedCluster> clusters) {
    this.attachments = attachments;
    this.hosts = hosts;
    this.places = places;
    this.clusters = clusters;
  }

  /** The virtual hosts. */
  List<VirtualHost> virtualHosts() {
    List<VirtualHost> virtual = new ArrayList<>(hosts.size());
    for (CompileMemo.Host host : hosts) {
      virtual.add(host.host());
    }
    return virtual;
  }

  /** The upstreams that they use, each once. */
  Set<UsedCluster> clusters() {
    return clusters;
  }

  /** The virtual hosts of {@code now}; those of which no route has changed stay the very same. */
  ListenerHosts with(List<Attachment> now, Maker maker) {
    if (now == attachments) {
      return this;
    }
    IdentityHashMap<RouteNode, RouteNode> versions = new IdentityHashMap<>();
    Set<HostPattern> changed = new LinkedHashSet<>();
    boolean areAlike = now.size() == attachments.size();
    for (int i = 0; areAlike && i < now.size(); i++) {
      Attachment before = attachments.get(i);
      Attachment after = now.get(i);
      if (before != after) {
        areAlike = before.hostnames().equals(after.hostnames());
        versions.put(before.route(), after.route());
        changed.addAll(after.hostnames());
      }
    }
    return areAlike ? withVersions(now, versions, changed, maker) : regrouped(now, maker);
  }

  private ListenerHosts withVersions(
      List<Attachment> now,
      IdentityHashMap<RouteNode, RouteNode> versions,
      Set<HostPattern> changed,
      Maker maker) {
    List<CompileMemo.Host> next = new ArrayList<>(hosts);
    boolean useTheSame = true;
    for (HostPattern hostname : changed) {
      int place = Objects.requireNonNull(places.get(hostname));
      CompileMemo.Host before = hosts.get(place);
      List<RouteNode> routes = new ArrayList<>(before.nodes());
      routes.replaceAll(route -> versions.getOrDefault(route, route));
      CompileMemo.Host made = maker.make(hostname, routes, Optional.of(before));
      useTheSame &= made.clusters().equals(before.clusters());
      next.set(place, made);
    }
    return new ListenerHosts(now, next, places, useTheSame ? clusters : used(next));
  }

  private ListenerHosts regrouped(List<Attachment> now, Maker maker) {
    Map<HostPattern, List<RouteNode>> groups = new HashMap<>();
    for (Attachment attachment : now) {
      for (HostPattern hostname : attachment.hostnames()) {
        groups.computeIfAbsent(hostname, host -> new ArrayList<>()).add(attachment.route());
      }
    }
    Map<HostPattern, List<RouteNode>> inOrder = new TreeMap<>(HostPrecedence.ORDER);
    inOrder.putAll(groups);
    List<CompileMemo.Host> next = new ArrayList<>(inOrder.size());
    Map<HostPattern, Integer> nextPlaces = HashMap.newHashMap(inOrder.size());
    inOrder.forEach(
        (hostname, routes) -> {
          nextPlaces.put(hostname, next.size());
          Optional<CompileMemo.Host> before =
              Optional.ofNullable(places.get(hostname)).map(hosts::get);
          next.add(
              before
                  .filter(host -> host.isOf(routes))
                  .orElseGet(() -> maker.make(hostname, routes, before)));
        });
    return new ListenerHosts(now, next, nextPlaces, used(next));
  }

  private static Set<UsedCluster> used(List<CompileMemo.Host> hosts) {
    Set<UsedCluster> used = new LinkedHashSet<>();
    for (CompileMemo.Host host : hosts) {
      used.addAll(host.clusters());
    }
    return used;
  }
}
