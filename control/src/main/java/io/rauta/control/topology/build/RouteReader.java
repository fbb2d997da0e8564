package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.route.GivenRoute;
import io.rauta.control.syntax.Ages;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.build.ParentResolver.Parents;
import io.rauta.control.topology.build.RouteMemo.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads routes: their hostnames, the parents they attach to, and their rules. */
final class RouteReader {

  private final ParentResolver parents;
  private final RuleReader rules;
  private final Upstreams upstreams;
  private final Attachments attachments;

  RouteReader(
      ParentResolver parents, RuleReader rules, Upstreams upstreams, Attachments attachments) {
    this.parents = parents;
    this.rules = rules;
    this.upstreams = upstreams;
    this.attachments = attachments;
  }

  /**
   * All routes, those of one kind oldest first; those that {@code memo} knows are not read again.
   */
  Routes read(Resources resources, RouteMemo memo) {
    Optional<List<RouteMemo.Changed>> changed = memo.changed(resources);
    if (changed.isPresent()) {
      return changed.get().isEmpty() ? memo.routes() : memo.routes().with(read(changed.get()));
    }
    List<Known> read =
        new ArrayList<>(resources.httpRoutes().size() + resources.grpcRoutes().size());
    read(RouteKind.HTTP_ROUTE, resources.httpRoutes(), GivenRoute::of, memo, read);
    read(RouteKind.GRPC_ROUTE, resources.grpcRoutes(), GivenRoute::of, memo, read);
    return Routes.of(read);
  }

  private Map<Integer, Known> read(List<RouteMemo.Changed> changed) {
    Map<Integer, Known> read = HashMap.newHashMap(changed.size());
    for (RouteMemo.Changed route : changed) {
      read.put(route.place(), read(route.kind(), route.key(), route.route()));
    }
    return read;
  }

  private <T extends HasMetadata> void read(
      RouteKind kind,
      Map<ObjectKey, T> routes,
      Function<T, GivenRoute> given,
      RouteMemo memo,
      List<Known> into) {
    for (Ages.Aged<T> aged : Ages.oldestFirst(routes)) {
      Known known = memo.find(new ObjectRef(kind.apiName(), aged.key()), aged.object());
      into.add(known == null ? read(kind, aged.key(), given.apply(aged.object())) : known);
    }
  }

  private Known read(RouteKind kind, ObjectKey key, GivenRoute route) {
    List<Problem> problems = new ArrayList<>(0);
    List<HostPattern> hostnames = hostnames(route.hostnames(), problems);
    Referrer referrer = new Referrer(kind, key);
    Parents resolved = parents.resolve(referrer, route.parents(), hostnames);
    List<RuleNode> ruleNodes =
        resolved.ours().isEmpty() ? List.of() : rules.read(route.rules(), referrer, problems);
    RouteNode node =
        new RouteNode(
            kind,
            key,
            Given.generation(route.source()),
            hostnames,
            ruleNodes,
            resolved.ours(),
            problems,
            resolved.notices());
    return new Known(route.source(), node, upstreams.takeNamed(), attachments.of(node));
  }

  private static List<HostPattern> hostnames(List<String> given, List<Problem> problems) {
    if (given.isEmpty()) {
      return List.of();
    }
    Set<HostPattern> hostnames = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String written = Given.text(given.get(i));
      Optional<HostPattern> hostname = Hostnames.parse(written);
      if (hostname.isPresent()) {
        hostnames.add(hostname.get());
      } else {
        problems.add(
            new Problem.Malformed("spec.hostnames[" + i + "]", written, Hostnames.EXPECTED));
      }
    }
    return List.copyOf(hostnames);
  }
}
