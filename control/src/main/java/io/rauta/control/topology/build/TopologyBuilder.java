package io.rauta.control.topology.build;

import io.rauta.config.cluster.ClusterId;
import io.rauta.control.AddressMode;
import io.rauta.control.CompileSettings;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.route.MatchReader;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Patterns;
import io.rauta.control.tls.TlsTexts;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.Carried;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Upstream;
import io.rauta.control.topology.build.RouteMemo.Known;
import io.rauta.control.topology.build.Upstreams.NamedUpstream;
import io.rauta.control.topology.place.GatewayObjects;
import io.rauta.control.topology.place.Placements;
import io.rauta.control.topology.trust.BackendTlsPolicies;
import io.rauta.control.topology.trust.Credentials;
import io.rauta.control.topology.trust.EndpointRanges;
import io.rauta.control.topology.trust.PolicyTarget;
import io.rauta.control.topology.trust.ReferenceGrants;
import io.rauta.control.topology.trust.TlsOverlaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a {@link Topology} from {@link Resources}. A total function: what objects leave out or say
 * wrongly becomes a {@link Problem} of the node it concerns and of no other. A builder that is used
 * again reads only what has changed since; its result is that of a fresh one.
 *
 * <p>Owned by one thread.
 */
public final class TopologyBuilder {

  private final CompileSettings settings;
  private final RouteMemo memo = new RouteMemo();
  private final TlsTexts texts = new TlsTexts();

  /**
   * A builder that has seen nothing yet.
   *
   * @param settings which GatewayClasses are ours, and how Gateways come by their addresses
   */
  public TopologyBuilder(CompileSettings settings) {
    this.settings = settings;
  }

  /** Builds the graph of {@code resources} as {@link #TopologyBuilder a fresh builder} does. */
  public static Topology build(Resources resources, CompileSettings settings) {
    return new TopologyBuilder(settings).build(resources, Carried.NOTHING);
  }

  /**
   * Builds the graph of all objects.
   *
   * @param before what the last graph that was served hands on, {@link Topology#carried}
   */
  public Topology build(Resources resources, Carried before) {
    ReferenceGrants grants = new ReferenceGrants(resources.referenceGrants());
    Credentials credentials = new Credentials(resources, grants, texts, before.keyPairs());
    Topology topology = build(resources, before, grants, credentials);
    texts.end();
    return topology;
  }

  private Topology build(
      Resources resources, Carried before, ReferenceGrants grants, Credentials credentials) {
    AddressMode mode = settings.addressMode();
    GatewayClasses classes = new GatewayClasses(resources, settings.controllerName());
    Namespaces namespaces = new Namespaces(resources.namespaces());
    ListenerConflicts conflicts = new ListenerConflicts();
    List<GatewayNode> gateways =
        gateways(resources, new GatewayReader(classes, credentials, mode), conflicts);
    ListenerSetReader setReader =
        new ListenerSetReader(gateways, resources.gateways().keySet(), namespaces, credentials);
    List<ListenerSetNode> sets = sets(resources, setReader, conflicts);
    List<ListenerOwner> owners = together(gateways, sets);
    Map<ObjectKey, Placement> placements =
        Placements.of(mode, gateways, owners, resources, before.placements());
    EndpointRanges ranges = new EndpointRanges(resources);
    List<BackendNode> backends = BackendReader.read(resources.backends(), ranges);
    BackendTlsPolicies policies =
        new BackendTlsPolicies(resources.backendTlsPolicies(), credentials);
    Upstreams upstreams = new Upstreams(resources, grants, policies, backends, ranges);
    Set<ObjectRef> parents = possibleParents(resources);
    memo.begin(resources, new RouteMemo.Read(owners, parents, backends, policies.outcomes()));
    Routes routes =
        routes(resources, new ParentResolver(owners, parents, namespaces), upstreams, owners);
    Map<ClusterId, Upstream> named = named(routes, upstreams);
    return new Topology(
        classes.nodes(),
        gateways,
        sets,
        routes.nodes(),
        routes.attachments(),
        TlsOverlaps.of(owners),
        named,
        backends,
        policies.nodes(uses(routes.all(), sets, policies)),
        credentials.inUse(),
        placements,
        GatewayObjects.of(mode, gateways, placements, resources),
        together(setReader.strays(), upstreams.strays()),
        resources.apiServer());
  }

  private static <T> List<T> together(List<? extends T> first, List<? extends T> second) {
    List<T> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return all;
  }

  private static List<GatewayNode> gateways(
      Resources resources, GatewayReader reader, ListenerConflicts conflicts) {
    List<GatewayNode> settled = new ArrayList<>(resources.gateways().size());
    for (GatewayNode gateway : reader.read(resources.gateways())) {
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

  private static Set<ObjectRef> possibleParents(Resources resources) {
    Set<ObjectRef> parents = new HashSet<>();
    resources.gateways().keySet().forEach(key -> parents.add(new ObjectRef(ApiNames.GATEWAY, key)));
    resources
        .listenerSets()
        .keySet()
        .forEach(key -> parents.add(new ObjectRef(ApiNames.LISTENER_SET, key)));
    return parents;
  }

  private Routes routes(
      Resources resources,
      ParentResolver parents,
      Upstreams upstreams,
      List<ListenerOwner> owners) {
    RuleReader rules = new RuleReader(new MatchReader(new Patterns()), upstreams);
    RouteReader reader = new RouteReader(parents, rules, upstreams, new Attachments(owners));
    Routes routes = reader.read(resources, memo);
    memo.end(resources, routes);
    return routes;
  }

  private static Map<ClusterId, Upstream> named(Routes routes, Upstreams upstreams) {
    Map<ClusterId, Upstream> named = HashMap.newHashMap(routes.upstreams().size());
    for (NamedUpstream upstream : routes.upstreams().values()) {
      upstreams.upstream(upstream).ifPresent(found -> named.put(found.id(), found));
    }
    return named;
  }

  /** The Gateways whose routes lead to a target of policies. */
  private static Map<PolicyTarget, Set<ObjectKey>> uses(
      List<Known> routes, List<ListenerSetNode> sets, BackendTlsPolicies policies) {
    if (policies.outcomes().isEmpty()) {
      return Map.of();
    }
    Map<ObjectRef, ObjectKey> parents = new HashMap<>();
    sets.forEach(set -> parents.put(set.ref(), set.gateway()));
    Map<PolicyTarget, Set<ObjectKey>> uses = new HashMap<>();
    for (Known route : routes) {
      for (NamedUpstream upstream : route.upstreams()) {
        if (!policies.concern(upstream.source().target())) {
          continue;
        }
        Set<ObjectKey> gateways =
            uses.computeIfAbsent(upstream.source().target(), target -> new HashSet<>());
        for (Attachments.Attached attached : route.attachments()) {
          ObjectRef owner = attached.listener().owner();
          gateways.add(parents.getOrDefault(owner, owner.key()));
        }
      }
    }
    return uses;
  }
}
