package io.rauta.control;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The complete desired status of every object we own, as one immutable value without timestamps.
 * The maps are in no order, since one is made for each change; {@link #inOrder} sorts what is
 * shown.
 *
 * @param gatewayClasses the classes that are ours
 * @param gateways the Gateways of those classes
 * @param listenerSets the ListenerSets that name one of those Gateways
 * @param httpRoutes the HTTPRoutes that name one of those Gateways or ListenerSets
 * @param grpcRoutes the GRPCRoutes that name one of those Gateways or ListenerSets
 * @param backends every Backend
 * @param backendTlsPolicies the BackendTLSPolicies of backends that Gateways of ours lead to
 * @param gatewayObjects what stands in the API for the Gateways, by the Gateway; nothing where
 *     there is no API server
 * @param problems all that is wrong, for a person
 * @param apiServer where the objects come from. What was computed by a process that did not lead
 *     lacks the addresses that only the one that leads gives out, so it is never written
 */
public record StatusReport(
    Map<ObjectKey, ClassEntry> gatewayClasses,
    Map<ObjectKey, GatewayEntry> gateways,
    Map<ObjectKey, ListenerSetEntry> listenerSets,
    Map<ObjectKey, RouteEntry> httpRoutes,
    Map<ObjectKey, RouteEntry> grpcRoutes,
    Map<ObjectKey, BackendEntry> backends,
    Map<ObjectKey, PolicyEntry> backendTlsPolicies,
    Map<ObjectKey, GatewayObject> gatewayObjects,
    List<Finding> problems,
    ApiServer apiServer) {

  /** Says nothing about anything. */
  public static final StatusReport EMPTY =
      new StatusReport(
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          new ApiServer.Absent());

  public StatusReport {
    gatewayClasses = Map.copyOf(gatewayClasses);
    gateways = Map.copyOf(gateways);
    listenerSets = Map.copyOf(listenerSets);
    httpRoutes = Map.copyOf(httpRoutes);
    grpcRoutes = Map.copyOf(grpcRoutes);
    backends = Map.copyOf(backends);
    backendTlsPolicies = Map.copyOf(backendTlsPolicies);
    gatewayObjects = Map.copyOf(gatewayObjects);
    problems = List.copyOf(problems);
  }

  /** The objects of which something is refused. */
  public Set<ObjectRef> rejectedObjects() {
    Set<ObjectRef> objects = new HashSet<>();
    for (Finding problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        objects.add(problem.object());
      }
    }
    return objects;
  }

  /** The same entries in the order of their keys. */
  public static <T> SortedMap<ObjectKey, T> inOrder(Map<ObjectKey, T> entries) {
    return new TreeMap<>(entries);
  }

  /** The three values of a condition; each reads as the API writes it. */
  public enum Truth {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String word;

    Truth(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * One condition. Its time of change is the sink's to know.
   *
   * @param type for example {@code Accepted}
   * @param status whether it holds
   * @param reason one word in camel case
   * @param message for a person; empty where the reason says it all
   */
  public record Condition(String type, Truth status, String reason, String message) {}

  /**
   * Status of a GatewayClass.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param conditions in the order of their types
   * @param supportedFeatures names of features, ascending
   */
  public record ClassEntry(
      long generation, List<Condition> conditions, List<String> supportedFeatures) {
    public ClassEntry {
      conditions = List.copyOf(conditions);
      supportedFeatures = List.copyOf(supportedFeatures);
    }
  }

  /**
   * Status of a Gateway.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param addresses where it can be reached
   * @param conditions in the order of their types
   * @param listeners one entry per listener of the object, in its order
   * @param attachedListenerSets how many ListenerSets were accepted
   */
  public record GatewayEntry(
      long generation,
      List<Address> addresses,
      List<Condition> conditions,
      List<ListenerEntry> listeners,
      int attachedListenerSets) {
    public GatewayEntry {
      addresses = List.copyOf(addresses);
      conditions = List.copyOf(conditions);
      listeners = List.copyOf(listeners);
    }
  }

  /**
   * Status of a ListenerSet.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param conditions in the order of their types
   * @param listeners one entry per listener of the object, in its order
   */
  public record ListenerSetEntry(
      long generation, List<Condition> conditions, List<ListenerEntry> listeners) {
    public ListenerSetEntry {
      conditions = List.copyOf(conditions);
      listeners = List.copyOf(listeners);
    }
  }

  /**
   * An address of a Gateway.
   *
   * @param type for example {@code IPAddress}
   * @param value the address
   */
  public record Address(String type, String value) {}

  /**
   * Status of one listener of a Gateway or ListenerSet.
   *
   * @param name the listener's name
   * @param supportedKinds routes that may attach
   * @param attachedRoutes how many routes were accepted
   * @param conditions in the order of their types
   */
  public record ListenerEntry(
      String name, List<RouteKind> supportedKinds, int attachedRoutes, List<Condition> conditions) {
    public ListenerEntry {
      supportedKinds = List.copyOf(supportedKinds);
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A kind of route.
   *
   * @param group its API group
   * @param kind its kind
   */
  public record RouteKind(String group, String kind) {}

  /**
   * Status of a route.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param parents one entry per parent reference that names a Gateway or ListenerSet of ours, in
   *     the order of the object
   */
  public record RouteEntry(long generation, List<ParentEntry> parents) {
    public RouteEntry {
      parents = List.copyOf(parents);
    }
  }

  /**
   * What one parent makes of a route.
   *
   * @param parent the reference exactly as the route has it
   * @param controllerName who says so
   * @param conditions in the order of their types
   */
  public record ParentEntry(ParentRef parent, String controllerName, List<Condition> conditions) {
    public ParentEntry {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A parent reference as a route has it: a field that is absent there is empty here.
   *
   * @param group API group of the parent
   * @param kind kind of the parent
   * @param namespace namespace of the parent
   * @param name name of the parent
   * @param sectionName name of a listener
   * @param port port of a listener
   */
  public record ParentRef(
      Optional<String> group,
      Optional<String> kind,
      Optional<String> namespace,
      String name,
      Optional<String> sectionName,
      Optional<Integer> port) {}

  /**
   * Status of a Backend.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param conditions in the order of their types
   */
  public record BackendEntry(long generation, List<Condition> conditions) {
    public BackendEntry {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Status of a policy.
   *
   * @param generation the object's generation that was observed, 0 where it has none
   * @param ancestors one entry per Gateway that it has an effect on, in the order of their names
   */
  public record PolicyEntry(long generation, List<AncestorEntry> ancestors) {
    public PolicyEntry {
      ancestors = List.copyOf(ancestors);
    }
  }

  /**
   * What a policy is for one Gateway.
   *
   * @param gateway the Gateway
   * @param controllerName who says so
   * @param conditions in the order of their types
   */
  public record AncestorEntry(
      ObjectKey gateway, String controllerName, List<Condition> conditions) {
    public AncestorEntry {
      conditions = List.copyOf(conditions);
    }
  }

  /** How bad a finding is. */
  public enum Severity {
    /** Something is not served as it is written. */
    ERROR,
    /** Everything is served as it is written, but hardly as it is meant. */
    WARNING
  }

  /**
   * One thing that is wrong.
   *
   * @param severity how bad it is
   * @param code which kind of thing it is, for programs: lower-case words joined by hyphens
   * @param object where
   * @param field path of the field within the object, for example {@code spec.rules[0].filters[1]}
   * @param message the bad value and what is allowed, for a person
   */
  public record Finding(
      Severity severity, String code, ObjectRef object, String field, String message) {
    @Override
    public String toString() {
      return object + " " + field + ": " + message;
    }
  }
}
