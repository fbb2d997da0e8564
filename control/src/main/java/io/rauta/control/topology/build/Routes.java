package io.rauta.control.topology.build;

import io.rauta.config.cluster.ClusterId;
import io.rauta.control.ObjectRef;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import io.rauta.control.topology.build.RouteMemo.Known;
import io.rauta.control.topology.build.Upstreams.NamedUpstream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All routes that were read, and what they come to together. Never changed; confined to the thread
 * that builds.
 */
final class Routes {

  static final Routes NONE = of(List.of());

  private final List<Known> all;
  private final List<RouteNode> nodes;
  private final Map<ListenerKey, List<Attachment>> attachments;
  private final Map<ClusterId, NamedUpstream> upstreams;

  /** Where each route stands; empty until somebody asks. */
  private Map<ObjectRef, Integer> places;

  private Routes(
      List<Known> all,
      List<RouteNode> nodes,
      Map<ListenerKey, List<Attachment>> attachments,
      Map<ClusterId, NamedUpstream> upstreams,
      Map<ObjectRef, Integer> places) {
    this.all = List.copyOf(all);
    this.nodes = List.copyOf(nodes);
    this.attachments = attachments;
    this.upstreams = upstreams;
    this.places = places;
  }

  /** Puts routes together, those of one kind oldest first. */
  static Routes of(List<Known> all) {
    return of(all, Map.of());
  }

  private static Routes of(List<Known> all, Map<ObjectRef, Integer> places) {
    List<RouteNode> nodes = new ArrayList<>(all.size());
    Map<ListenerKey, List<Attachment>> attachments = new HashMap<>();
    Map<ClusterId, NamedUpstream> upstreams = new HashMap<>();
    for (Known route : all) {
      nodes.add(route.node());
      for (Attachments.Attached attached : route.attachments()) {
        attachments
            .computeIfAbsent(attached.listener(), listener -> new ArrayList<>())
            .add(attached.attachment());
      }
      for (NamedUpstream upstream : route.upstreams()) {
        upstreams.putIfAbsent(upstream.id(), upstream);
      }
    }
    attachments.replaceAll((listener, attached) -> List.copyOf(attached));
    return new Routes(all, nodes, attachments, upstreams, places);
  }

  /**
   * The same with other versions of some routes, each at the place of the one before. Where they
   * name the same upstreams and attach to the same listeners as before, nothing else is looked at.
   */
  Routes with(Map<Integer, Known> versions) {
    List<Known> next = new ArrayList<>(all);
    versions.forEach(next::set);
    boolean isAlike =
        versions.entrySet().stream().allMatch(at -> isAlike(all.get(at.getKey()), at.getValue()));
    if (!isAlike) {
      return of(next, places);
    }
    List<RouteNode> nextNodes = new ArrayList<>(nodes);
    Map<ListenerKey, List<Attachment>> nextAttachments = new HashMap<>(attachments);
    versions.forEach(
        (place, version) -> {
          nextNodes.set(place, version.node());
          exchange(all.get(place), version, nextAttachments);
        });
    return new Routes(next, nextNodes, nextAttachments, upstreams, places);
  }

  /** The routes in their order. */
  List<Known> all() {
    return all;
  }

  /** What each of them says. */
  List<RouteNode> nodes() {
    return nodes;
  }

  /** By listener the routes that it serves. */
  Map<ListenerKey, List<Attachment>> attachments() {
    return attachments;
  }

  /** Those that routes name. */
  Map<ClusterId, NamedUpstream> upstreams() {
    return upstreams;
  }

  /** Where a route stands; null where there is none of that name. */
  @Nullable Integer place(ObjectRef route) {
    if (places.isEmpty()) {
      places = HashMap.newHashMap(all.size());
      for (Known each : all) {
        places.put(each.node().ref(), places.size());
      }
    }
    return places.get(route);
  }

  private static boolean isAlike(Known before, Known now) {
    if (!before.upstreams().equals(now.upstreams())
        || before.attachments().size() != now.attachments().size()) {
      return false;
    }
    for (int i = 0; i < now.attachments().size(); i++) {
      if (!before.attachments().get(i).listener().equals(now.attachments().get(i).listener())) {
        return false;
      }
    }
    return true;
  }

  private static void exchange(
      Known before, Known now, Map<ListenerKey, List<Attachment>> attachments) {
    for (int i = 0; i < now.attachments().size(); i++) {
      Attachment gone = before.attachments().get(i).attachment();
      Attachment come = now.attachments().get(i).attachment();
      attachments.computeIfPresent(
          now.attachments().get(i).listener(), (listener, all) -> exchanged(all, gone, come));
    }
  }

  private static List<Attachment> exchanged(
      List<Attachment> all, Attachment gone, Attachment come) {
    List<Attachment> next = new ArrayList<>(all);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i) == gone) {
        next.set(i, come);
      }
    }
    return List.copyOf(next);
  }
}
