package io.rauta.control.topology.build;

import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Patterns;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds a {@link Topology} from {@link Resources}. A total function: what objects leave out or say
 * wrongly becomes a {@link Problem} of the node it concerns and of no other.
 */
public final class TopologyBuilder {

  private TopologyBuilder() {}

  /**
   * Builds the graph.
   *
   * @param resources all objects
   * @param controllerName GatewayClasses with this controller name are ours
   */
  public static Topology build(Resources resources, String controllerName) {
    GatewayClasses classes = new GatewayClasses(resources.gatewayClasses(), controllerName);
    Namespaces namespaces = new Namespaces(resources.namespaces());
    ListenerConflicts conflicts = new ListenerConflicts();
    List<GatewayNode> gateways = gateways(resources, classes, conflicts);
    ListenerSetReader setReader =
        new ListenerSetReader(gateways, resources.gateways().keySet(), namespaces);
    List<ListenerSetNode> sets = sets(resources, setReader, conflicts);
    List<ListenerOwner> owners = new ArrayList<>(gateways);
    owners.addAll(sets);
    List<BackendNode> backends = BackendReader.read(resources.backends());
    Upstreams upstreams = upstreams(resources, backends);
    ParentResolver parents = new ParentResolver(owners, possibleParents(resources), namespaces);
    List<RouteNode> routes = routes(resources, parents, upstreams);
    return new Topology(
        classes.nodes(),
        gateways,
        sets,
        routes,
        new Attachments(owners).of(routes),
        upstreams.named(),
        backends,
        setReader.strays());
  }

  private static List<GatewayNode> gateways(
      Resources resources, GatewayClasses classes, ListenerConflicts conflicts) {
    List<GatewayNode> settled = new ArrayList<>(resources.gateways().size());
    for (GatewayNode gateway : new GatewayReader(classes).read(resources.gateways())) {
      settled.add(gateway.with(conflicts.settle(gateway)));
    }
    return settled;
  }

  private static List<ListenerSetNode> sets(
      Resources resources, ListenerSetReader reader, ListenerConflicts conflicts) {
    List<ListenerSetNode> settled = new ArrayList<>(resources.listenerSets().size());
    for (ListenerSetNode set : reader.read(resources.listenerSets())) {
      settled.add(set.with(conflicts.settle(set)));
    }
    return settled;
  }

  private static Upstreams upstreams(Resources resources, List<BackendNode> backends) {
    return new Upstreams(resources, new ReferenceGrants(resources.referenceGrants()), backends);
  }

  private static Set<ObjectRef> possibleParents(Resources resources) {
    Set<ObjectRef> parents = new HashSet<>();
    resources.gateways().keySet().forEach(key -> parents.add(new ObjectRef(ApiNames.GATEWAY, key)));
    resources
        .listenerSets()
        .keySet()
        .forEach(key -> parents.add(new ObjectRef(ApiNames.LISTENER_SET, key)));
    return parents;
  }

  private static List<RouteNode> routes(
      Resources resources, ParentResolver parents, Upstreams upstreams) {
    RuleReader rules = new RuleReader(new MatchReader(new Patterns()), upstreams);
    return new HttpRouteReader(parents, rules).read(resources.httpRoutes());
  }
}
