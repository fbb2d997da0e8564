package io.rauta.control.topology;

import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ApiServer;
import io.rauta.control.GatewayObject;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.tls.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of all that concerns us, as one immutable value.
 *
 * @param classes the GatewayClasses that are ours
 * @param gateways the Gateways of those classes, oldest first
 * @param listenerSets the ListenerSets that name one of those Gateways, oldest first
 * @param routes the routes, those of one kind oldest first
 * @param attachments by listener the routes that it serves, those of one kind oldest first; a
 *     listener without routes is absent
 * @param overlaps the listeners that clients may take for another on the same port
 * @param upstreams every upstream that a route names
 * @param backends every Backend
 * @param backendTlsPolicies every BackendTLSPolicy, oldest first
 * @param keyPairs what the Secrets hold that are in use
 * @param placements where each Gateway is served
 * @param gatewayObjects what has to stand in the API for each Gateway
 * @param strays objects that are no part of this graph and probably should be
 * @param apiServer where the objects come from
 */
public record Topology(
    List<ClassNode> classes,
    List<GatewayNode> gateways,
    List<ListenerSetNode> listenerSets,
    List<RouteNode> routes,
    Map<ListenerKey, List<Attachment>> attachments,
    Map<ListenerKey, Overlap> overlaps,
    Map<ClusterId, Upstream> upstreams,
    List<BackendNode> backends,
    List<BackendTlsPolicyNode> backendTlsPolicies,
    Map<ObjectKey, KeyPair> keyPairs,
    Map<ObjectKey, Placement> placements,
    Map<ObjectKey, GatewayObject> gatewayObjects,
    List<Stray> strays,
    ApiServer apiServer) {

  public Topology {
    classes = List.copyOf(classes);
    gateways = List.copyOf(gateways);
    listenerSets = List.copyOf(listenerSets);
    routes = List.copyOf(routes);
    Map<ListenerKey, List<Attachment>> copies = HashMap.newHashMap(attachments.size());
    attachments.forEach((listener, attached) -> copies.put(listener, List.copyOf(attached)));
    attachments = Map.copyOf(copies);
    overlaps = Map.copyOf(overlaps);
    upstreams = Map.copyOf(upstreams);
    backends = List.copyOf(backends);
    backendTlsPolicies = List.copyOf(backendTlsPolicies);
    keyPairs = Map.copyOf(keyPairs);
    placements = Map.copyOf(placements);
    gatewayObjects = Map.copyOf(gatewayObjects);
    strays = List.copyOf(strays);
  }

  /** Whoever has listeners, in order of precedence: Gateways, then ListenerSets. */
  public List<ListenerOwner> listenerOwners() {
    List<ListenerOwner> owners = new ArrayList<>(gateways.size() + listenerSets.size());
    owners.addAll(gateways);
    owners.addAll(listenerSets);
    return owners;
  }

  /** Where a Gateway of this graph is served. */
  public Placement placement(ObjectKey gateway) {
    Placement placement = placements.get(gateway);
    if (placement == null) {
      throw new IllegalArgumentException("there is no Gateway " + gateway);
    }
    return placement;
  }

  /** Where a listener is bound if it is served; none if it cannot be yet. */
  public List<BindAddress> binds(ListenerOwner owner, ListenerNode listener) {
    return placement(owner.gateway()).binds(listener.port());
  }

  /** What the next graph needs to know of this one once it is served. */
  public Carried carried() {
    return new Carried(keyPairs, apiServer.leads() ? placements : Map.of());
  }

  /** The routes that a listener serves, those of one kind oldest first. */
  public List<Attachment> attachedTo(ListenerKey listener) {
    return attachments.getOrDefault(listener, List.of());
  }

  /**
   * A route that a listener serves.
   *
   * @param route the route
   * @param hostnames those hostnames of the route that the listener shares, each as the route has
   *     it; the listener's own for a route without hostnames
   */
  public record Attachment(RouteNode route, List<HostPattern> hostnames) {
    public Attachment {
      hostnames = List.copyOf(hostnames);
    }
  }

  /**
   * Names a listener.
   *
   * @param owner its Gateway or ListenerSet
   * @param index its place among the listeners of that, from 0
   */
  public record ListenerKey(ObjectRef owner, int index) {}

  /**
   * An object that is no part of the graph.
   *
   * @param object the object
   * @param problem why not
   */
  public record Stray(ObjectRef object, Problem problem) {}

  /**
   * Who answers for a Service port or a Backend.
   *
   * @param id its name
   * @param protocol what is spoken with them
   * @param endpoints who may be asked now
   */
  public record Upstream(ClusterId id, UpstreamProtocol protocol, List<EndpointAddress> endpoints) {
    public Upstream {
      endpoints = List.copyOf(endpoints);
    }
  }
}
