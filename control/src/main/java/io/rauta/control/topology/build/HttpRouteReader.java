package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Ages;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.build.ParentResolver.Parents;
import io.rauta.control.topology.build.RouteMemo.Known;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads HTTPRoutes: their hostnames, the parents they attach to, and their rules. */
final class HttpRouteReader {

  private final ParentResolver parents;
  private final RuleReader rules;
  private final Upstreams upstreams;
  private final Attachments attachments;

  HttpRouteReader(
      ParentResolver parents, RuleReader rules, Upstreams upstreams, Attachments attachments) {
    this.parents = parents;
    this.rules = rules;
    this.upstreams = upstreams;
    this.attachments = attachments;
  }

  /** All routes, oldest first; those that {@code memo} knows are not read again. */
  List<Known> read(Map<ObjectKey, HTTPRoute> routes, RouteMemo memo) {
    List<Known> read = new ArrayList<>(routes.size());
    for (Ages.Aged<HTTPRoute> aged : Ages.oldestFirst(routes)) {
      Known known = memo.find(aged.key(), aged.object());
      if (known == null) {
        known = read(aged.key(), aged.object());
        memo.put(known);
      }
      read.add(known);
    }
    return read;
  }

  private Known read(ObjectKey key, HTTPRoute route) {
    HTTPRouteSpec spec = route.getSpec();
    RouteNode node = read(key, Given.generation(route), spec == null ? new HTTPRouteSpec() : spec);
    return new Known(route, node, upstreams.takeNamed(), attachments.of(node));
  }

  private RouteNode read(ObjectKey key, long generation, HTTPRouteSpec spec) {
    List<Problem> problems = new ArrayList<>(0);
    List<HostPattern> hostnames = hostnames(spec, problems);
    Parents resolved = parents.resolve(key, spec.getParentRefs(), hostnames);
    List<RuleNode> ruleNodes = resolved.ours().isEmpty() ? List.of() : rules(key, spec, problems);
    return new RouteNode(
        key, generation, hostnames, ruleNodes, resolved.ours(), problems, resolved.notices());
  }

  private static List<HostPattern> hostnames(HTTPRouteSpec spec, List<Problem> problems) {
    List<String> given = Given.list(spec.getHostnames());
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

  private List<RuleNode> rules(ObjectKey key, HTTPRouteSpec spec, List<Problem> problems) {
    From from = new From(ApiNames.GATEWAY_GROUP, ApiNames.HTTP_ROUTE, key.namespace());
    List<HTTPRouteRule> given = Given.list(spec.getRules());
    if (given.isEmpty()) {
      return List.of(rules.read(null, 0, from, problems));
    }
    List<RuleNode> nodes = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      nodes.add(rules.read(given.get(i), i, from, problems));
    }
    return nodes;
  }
}
