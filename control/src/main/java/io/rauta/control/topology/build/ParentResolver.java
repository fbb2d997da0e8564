package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerNode.RouteKind;
import io.rauta.control.topology.RouteNode.ParentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides to which listeners HTTPRoutes attach. */
final class ParentResolver {

  private final Map<ObjectKey, GatewayNode> gateways = new HashMap<>();
  private final Set<ObjectKey> known;
  private final Namespaces namespaces;

  /**
   * Resolves against a fixed set of Gateways.
   *
   * @param ours the Gateways of our classes
   * @param all every Gateway, also of others
   * @param namespaces the labels of namespaces
   */
  ParentResolver(List<GatewayNode> ours, Map<ObjectKey, Gateway> all, Namespaces namespaces) {
    for (GatewayNode gateway : ours) {
      gateways.put(gateway.key(), gateway);
    }
    this.known = all.keySet();
    this.namespaces = namespaces;
  }

  /**
   * The parents of one route.
   *
   * @param ours the references to Gateways of ours
   * @param notices what is wrong with the other references
   */
  record Parents(List<ParentNode> ours, List<Problem> notices) {}

  /**
   * Resolves the parent references of a route.
   *
   * @param route the route
   * @param refs its references
   * @param hostnames its hostnames; none for any
   */
  Parents resolve(
      ObjectKey route, @Nullable List<ParentReference> refs, List<HostPattern> hostnames) {
    List<ParentReference> given = Given.list(refs);
    List<ParentNode> ours = new ArrayList<>(given.size());
    List<Problem> notices = new ArrayList<>(0);
    if (given.isEmpty()) {
      notices.add(new Problem.Missing("spec.parentRefs", "the Gateway that this route is for"));
    }
    for (int i = 0; i < given.size(); i++) {
      String field = "spec.parentRefs[" + i + "]";
      ParentReference ref = given.get(i);
      if (ref == null || ref.getName() == null) {
        notices.add(new Problem.Missing(field + ".name", "the Gateway that this route is for"));
        continue;
      }
      if (!isGateway(ref)) {
        continue;
      }
      ObjectKey key =
          new ObjectKey(Given.text(ref.getNamespace(), route.namespace()), ref.getName());
      GatewayNode gateway = gateways.get(key);
      if (gateway != null) {
        ours.add(attach(route, hostnames, gateway, i, ref));
      } else if (!known.contains(key)) {
        notices.add(new Problem.ReferentMissing(field, new ObjectRef(ApiNames.GATEWAY, key)));
      }
    }
    return new Parents(ours, notices);
  }

  private static boolean isGateway(ParentReference ref) {
    return Given.text(ref.getGroup(), ApiNames.GATEWAY_GROUP).equals(ApiNames.GATEWAY_GROUP)
        && Given.text(ref.getKind(), ApiNames.GATEWAY).equals(ApiNames.GATEWAY);
  }

  private ParentNode attach(
      ObjectKey route,
      List<HostPattern> hostnames,
      GatewayNode gateway,
      int index,
      ParentReference ref) {
    String field = "spec.parentRefs[" + index + "]";
    boolean named = false;
    boolean admitted = false;
    List<Integer> attached = new ArrayList<>(1);
    for (ListenerNode listener : gateway.listeners()) {
      if (!names(ref, listener)) {
        continue;
      }
      named = true;
      if (!admits(gateway, listener, route)) {
        continue;
      }
      admitted = true;
      if (sharesHost(hostnames, listener)) {
        attached.add(listener.index());
      }
    }
    Optional<Problem> refusal =
        !attached.isEmpty()
            ? Optional.empty()
            : Optional.of(
                !named
                    ? new Problem.NoSuchListener(field, wanted(ref, gateway))
                    : !admitted
                        ? new Problem.NotAdmitted(field, ApiNames.HTTP_ROUTE, route.namespace())
                        : new Problem.NoCommonHostname(field, hostnames.toString()));
    return new ParentNode(index, verbatim(ref), gateway.key(), attached, refusal);
  }

  private static boolean names(ParentReference ref, ListenerNode listener) {
    return (ref.getSectionName() == null || ref.getSectionName().equals(listener.name()))
        && (ref.getPort() == null || ref.getPort() == listener.port());
  }

  private boolean admits(GatewayNode gateway, ListenerNode listener, ObjectKey route) {
    return listener.admits().kinds().contains(RouteKind.HTTP_ROUTE)
        && namespaces.selects(
            listener.admits().namespaces(), gateway.key().namespace(), route.namespace());
  }

  private static boolean sharesHost(List<HostPattern> hostnames, ListenerNode listener) {
    if (hostnames.isEmpty()) {
      return true;
    }
    for (HostPattern hostname : hostnames) {
      if (Hostnames.intersect(hostname, listener.hostname())) {
        return true;
      }
    }
    return false;
  }

  private static String wanted(ParentReference ref, GatewayNode gateway) {
    return "Gateway "
        + gateway.key()
        + (ref.getSectionName() == null ? "" : " section " + ref.getSectionName())
        + (ref.getPort() == null ? "" : " port " + ref.getPort());
  }

  private static ParentRef verbatim(ParentReference ref) {
    return new ParentRef(
        Optional.ofNullable(ref.getGroup()),
        Optional.ofNullable(ref.getKind()),
        Optional.ofNullable(ref.getNamespace()),
        ref.getName(),
        Optional.ofNullable(ref.getSectionName()),
        Optional.ofNullable(ref.getPort()));
  }
}
