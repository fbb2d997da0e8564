package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.route.GivenRoute;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.build.Upstreams.NamedUpstream;
import io.rauta.control.topology.trust.PolicyOutcome;
import io.rauta.control.topology.trust.PolicyTarget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the last build made of each route, for those that have not changed since. It depends on the
 * route, on what was read before routes ({@link Read}), and on Services, Namespaces and
 * ReferenceGrants; when one of those comes, goes or changes, everything is forgotten. Objects are
 * told apart by identity, since none is ever changed; what was read of others is compared by value,
 * so that a status that somebody wrote changes nothing.
 *
 * <p>Owned by one thread.
 */
final class RouteMemo {

  /** So many changes at once are read as if everything were new, which costs no more. */
  private static final int FEW = 64;

  /**
   * A route that was read.
   *
   * @param source the object
   * @param node what it says
   * @param upstreams those it names
   * @param attachments the listeners that serve it
   */
  record Known(
      HasMetadata source,
      RouteNode node,
      List<NamedUpstream> upstreams,
      List<Attachments.Attached> attachments) {}

  private Resources last = Resources.EMPTY;
  private @Nullable Read lastRead;
  private Routes routes = Routes.NONE;

  /**
   * What was read before routes are.
   *
   * @param owners Gateways and ListenerSets of ours
   * @param parents every Gateway and ListenerSet
   * @param backends every Backend
   * @param policies what policies make of backends
   */
  record Read(
      List<ListenerOwner> owners,
      Set<ObjectRef> parents,
      List<BackendNode> backends,
      Map<PolicyTarget, PolicyOutcome> policies) {}

  /** Begins a build from {@code resources}, of which {@code read} was read so far. */
  void begin(Resources resources, Read read) {
    if (!read.equals(lastRead) || !haveSameSurroundings(last, resources)) {
      last = Resources.EMPTY;
      routes = Routes.NONE;
    }
    lastRead = read;
  }

  /** Ends a build from {@code resources}, which came to {@code made}. */
  void end(Resources resources, Routes made) {
    last = resources;
    routes = made;
  }

  /** All routes as the last build made them; none if they have to be read again. */
  Routes routes() {
    return routes;
  }

  /** What was made of that very object; null where it is new or must be read again. */
  @Nullable Known find(ObjectRef route, HasMetadata source) {
    Integer place = routes.place(route);
    if (place == null) {
      return null;
    }
    Known made = routes.all().get(place);
    return made.source() == source ? made : null;
  }

  /** A route of which there is another version at the same place. */
  record Changed(int place, RouteKind kind, ObjectKey key, GivenRoute route) {}

  /**
   * The routes that are other objects than in the last build, if those are few, none came or went,
   * and all are as old as before.
   */
  Optional<List<Changed>> changed(Resources resources) {
    List<Changed> changed = new ArrayList<>(1);
    boolean isAll =
        addChanged(
                RouteKind.HTTP_ROUTE,
                last.httpRoutes(),
                resources.httpRoutes(),
                GivenRoute::of,
                changed)
            && addChanged(
                RouteKind.GRPC_ROUTE,
                last.grpcRoutes(),
                resources.grpcRoutes(),
                GivenRoute::of,
                changed);
    return isAll ? Optional.of(changed) : Optional.empty();
  }

  private <T extends HasMetadata> boolean addChanged(
      RouteKind kind,
      Map<ObjectKey, T> before,
      Map<ObjectKey, T> now,
      Function<T, GivenRoute> given,
      List<Changed> changed) {
    if (before.size() != now.size()) {
      return false;
    }
    Iterator<ObjectKey> thoseKeys = before.keySet().iterator();
    Iterator<T> those = before.values().iterator();
    Iterator<ObjectKey> theseKeys = now.keySet().iterator();
    for (T object : now.values()) {
      T earlier = those.next();
      ObjectKey key = theseKeys.next();
      if (!thoseKeys.next().equals(key)) {
        return false;
      }
      if (object != earlier) {
        Integer place = routes.place(new ObjectRef(kind.apiName(), key));
        if (place == null || changed.size() == FEW || !areAsOld(object, earlier)) {
          return false;
        }
        changed.add(new Changed(place, kind, key, given.apply(object)));
      }
    }
    return true;
  }

  private static boolean areAsOld(HasMetadata one, HasMetadata other) {
    return Given.creationTimestamp(one).equals(Given.creationTimestamp(other));
  }

  private static boolean haveSameSurroundings(Resources before, Resources now) {
    return hold(before.services(), now.services())
        && hold(before.namespaces(), now.namespaces())
        && hold(before.referenceGrants(), now.referenceGrants());
  }

  /** Whether both hold the very same objects in the same order. */
  private static boolean hold(Map<ObjectKey, ?> before, Map<ObjectKey, ?> now) {
    if (before.size() != now.size()) {
      return false;
    }
    Iterator<?> those = before.values().iterator();
    for (Object object : now.values()) {
      if (those.next() != object) {
        return false;
      }
    }
    return true;
  }
}
