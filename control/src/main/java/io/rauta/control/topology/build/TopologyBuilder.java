package io.rauta.control.topology.build;

import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Patterns;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.List;
import java.util.Map;

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
    List<GatewayNode> gateways = gateways(resources, classes);
    List<BackendNode> backends = BackendReader.read(resources.backends());
    Upstreams upstreams = upstreams(resources, backends);
    List<RouteNode> routes = routes(resources, gateways, upstreams);
    Map<ListenerKey, List<Attachment>> attachments = new Attachments(gateways).of(routes);
    return new Topology(
        classes.nodes(), gateways, routes, attachments, upstreams.named(), backends);
  }

  private static List<GatewayNode> gateways(Resources resources, GatewayClasses classes) {
    List<GatewayNode> gateways = new GatewayReader(classes).read(resources.gateways());
    return new ListenerConflicts().settle(gateways);
  }

  private static Upstreams upstreams(Resources resources, List<BackendNode> backends) {
    return new Upstreams(resources, new ReferenceGrants(resources.referenceGrants()), backends);
  }

  private static List<RouteNode> routes(
      Resources resources, List<GatewayNode> gateways, Upstreams upstreams) {
    Namespaces namespaces = new Namespaces(resources.namespaces());
    ParentResolver parents = new ParentResolver(gateways, resources.gateways(), namespaces);
    RuleReader rules = new RuleReader(new MatchReader(new Patterns()), upstreams);
    return new HttpRouteReader(parents, rules).read(resources.httpRoutes());
  }
}
