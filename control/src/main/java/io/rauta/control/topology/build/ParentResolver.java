package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.RouteNode.ParentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides to which listeners routes attach. */
final class ParentResolver {

  private final Map<ObjectRef, ListenerOwner> owners = new HashMap<>();
  private final Set<ObjectRef> known;
  private final Namespaces namespaces;

  /**
   * Resolves against a fixed set of Gateways and ListenerSets.
   *
   * @param ours the Gateways of our classes, and their ListenerSets
   * @param known every Gateway and ListenerSet, also of others
   * @param namespaces the labels of namespaces
   */
  ParentResolver(List<ListenerOwner> ours, Set<ObjectRef> known, Namespaces namespaces) {
    for (ListenerOwner owner : ours) {
      owners.put(owner.ref(), owner);
    }
    this.known = known;
    this.namespaces = namespaces;
  }

  /**
   * The parents of one route.
   *
   * @param ours the references to parents of ours
   * @param notices what is wrong with the other references
   */
  record Parents(List<ParentNode> ours, List<Problem> notices) {}

  /**
   * Resolves the parent references of a route.
   *
   * @param route the route
   * @param given its references
   * @param hostnames its hostnames; none for any
   */
  Parents resolve(Referrer route, List<ParentReference> given, List<HostPattern> hostnames) {
    List<ParentNode> ours = new ArrayList<>(given.size());
    List<Problem> notices = new ArrayList<>(0);
    if (given.isEmpty()) {
      notices.add(
          new Problem.Missing(
              "spec.parentRefs", "the Gateway or ListenerSet that this route is for"));
    }
    for (int i = 0; i < given.size(); i++) {
      String field = "spec.parentRefs[" + i + "]";
      ParentReference ref = given.get(i);
      if (ref == null || ref.getName() == null) {
        notices.add(
            new Problem.Missing(
                field + ".name", "the Gateway or ListenerSet that this route is for"));
        continue;
      }
      String kind = Given.text(ref.getKind(), ApiNames.GATEWAY);
      if (!hasListeners(Given.text(ref.getGroup(), ApiNames.GATEWAY_GROUP), kind)) {
        continue;
      }
      ObjectRef parent =
          new ObjectRef(
              kind,
              new ObjectKey(Given.text(ref.getNamespace(), route.namespace()), ref.getName()));
      ListenerOwner owner = owners.get(parent);
      if (owner != null) {
        ours.add(attach(route, hostnames, owner, i, ref));
      } else if (!known.contains(parent)) {
        notices.add(new Problem.ReferentMissing(field, parent));
      }
    }
    return new Parents(ours, notices);
  }

  private static boolean hasListeners(String group, String kind) {
    return group.equals(ApiNames.GATEWAY_GROUP)
        && (kind.equals(ApiNames.GATEWAY) || kind.equals(ApiNames.LISTENER_SET));
  }

  private ParentNode attach(
      Referrer route,
      List<HostPattern> hostnames,
      ListenerOwner owner,
      int index,
      ParentReference ref) {
    String field = "spec.parentRefs[" + index + "]";
    if (owner instanceof ListenerSetNode set && !set.isAdmitted()) {
      Problem refusal = new Problem.ParentNotAttached(field, owner.ref());
      return new ParentNode(index, verbatim(ref), owner.ref(), List.of(), Optional.of(refusal));
    }
    boolean named = false;
    boolean admitted = false;
    List<Integer> attached = new ArrayList<>(1);
    for (ListenerNode listener : owner.listeners()) {
      if (!names(ref, listener)) {
        continue;
      }
      named = true;
      if (!admits(owner, listener, route)) {
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
                    ? new Problem.NoSuchListener(field, wanted(ref, owner))
                    : !admitted
                        ? new Problem.NotAdmitted(field, route.kind().apiName(), route.namespace())
                        : new Problem.NoCommonHostname(field, hostnames.toString()));
    return new ParentNode(index, verbatim(ref), owner.ref(), attached, refusal);
  }

  private static boolean names(ParentReference ref, ListenerNode listener) {
    return (ref.getSectionName() == null || ref.getSectionName().equals(listener.name()))
        && (ref.getPort() == null || ref.getPort() == listener.port());
  }

  private boolean admits(ListenerOwner owner, ListenerNode listener, Referrer route) {
    return listener.admits().kinds().contains(route.kind())
        && namespaces.selects(
            listener.admits().namespaces(), owner.ref().key().namespace(), route.namespace());
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

  private static String wanted(ParentReference ref, ListenerOwner owner) {
    return owner.ref()
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
