package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteNamespaces;
import io.rauta.config.route.HostPattern;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerNode.Protocol;
import io.rauta.control.topology.ListenerNode.RouteAdmission;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.NamespaceSelection;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.trust.ListenerTlsReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads one listener of a Gateway or ListenerSet on its own. Used once. */
final class ListenerReader {

  /** What a listener for HTTP serves, encrypted or not. */
  private static final List<RouteKind> OF_HTTP =
      List.of(RouteKind.HTTP_ROUTE, RouteKind.GRPC_ROUTE);

  private final int index;
  private final GivenListener listener;
  private final ListenerTlsReader tlsReader;
  private final String field;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> kindProblems = new ArrayList<>();

  ListenerReader(int index, GivenListener listener, ListenerTlsReader tlsReader) {
    this.index = index;
    this.listener = listener;
    this.tlsReader = tlsReader;
    this.field = "spec.listeners[" + index + "]";
  }

  /**
   * Reads the listener.
   *
   * @param names the names of the listeners before it; its own is added
   */
  ListenerNode read(Set<String> names) {
    String name = name(names);
    Protocol protocol = protocol();
    int port = port();
    HostPattern hostname = hostname();
    NamespaceSelection namespaces = namespaces();
    List<RouteKind> kinds = isServed(protocol) ? kinds() : List.of();
    RouteAdmission admits = new RouteAdmission(namespaces, kinds, kindProblems);
    Optional<ListenerTls> tls =
        protocol == Protocol.HTTPS
            ? Optional.of(tlsReader.read(listener.tls(), port, field, problems))
            : Optional.empty();
    return new ListenerNode(index, name, port, protocol, hostname, admits, tls, problems);
  }

  private static boolean isServed(Protocol protocol) {
    return protocol == Protocol.HTTP || protocol == Protocol.HTTPS;
  }

  private String name(Set<String> names) {
    String name = listener.name();
    if (name.isEmpty()) {
      problems.add(new Problem.Missing(field + ".name", "the name of the listener"));
    } else if (!names.add(name)) {
      problems.add(new Problem.Malformed(field + ".name", name, "unique within its object"));
    }
    return name;
  }

  private Protocol protocol() {
    String name = listener.protocol();
    if (name.isEmpty()) {
      problems.add(new Problem.Missing(field + ".protocol", "what the listener speaks"));
      return Protocol.OTHER;
    }
    Protocol protocol = Protocol.of(name);
    if (!isServed(protocol)) {
      problems.add(new Problem.ProtocolNotServed(field + ".protocol", name));
    }
    return protocol;
  }

  private int port() {
    if (listener.port().isEmpty()) {
      problems.add(new Problem.Missing(field + ".port", "the port to listen on"));
      return 0;
    }
    Integer port = listener.port().get();
    if (port < 0 || port > 65_535) {
      problems.add(new Problem.Malformed(field + ".port", port.toString(), "from 1 to 65535"));
      return 0;
    }
    return port;
  }

  private HostPattern hostname() {
    String hostname = listener.hostname();
    if (hostname.isEmpty()) {
      return new HostPattern.Any();
    }
    return Hostnames.parse(hostname)
        .orElseGet(
            () -> {
              problems.add(
                  new Problem.Malformed(field + ".hostname", hostname, Hostnames.EXPECTED));
              return new HostPattern.Any();
            });
  }

  private List<RouteKind> kinds() {
    List<RouteGroupKind> given =
        listener.allowedRoutes().map(allowed -> Given.list(allowed.getKinds())).orElse(List.of());
    if (given.isEmpty()) {
      return OF_HTTP;
    }
    Set<RouteKind> kinds = EnumSet.noneOf(RouteKind.class);
    for (int i = 0; i < given.size(); i++) {
      RouteGroupKind kind = Objects.requireNonNullElseGet(given.get(i), RouteGroupKind::new);
      String group = Given.text(kind.getGroup(), ApiNames.GATEWAY_GROUP);
      String name = Given.text(kind.getKind());
      Optional<RouteKind> known =
          group.equals(ApiNames.GATEWAY_GROUP) ? RouteKind.of(name) : Optional.empty();
      if (known.isPresent()) {
        kinds.add(known.get());
      } else {
        kindProblems.add(
            new Problem.RouteKindNotServed(field + ".allowedRoutes.kinds[" + i + "]", group, name));
      }
    }
    return List.copyOf(kinds);
  }

  private NamespaceSelection namespaces() {
    RouteNamespaces given = listener.allowedRoutes().map(AllowedRoutes::getNamespaces).orElse(null);
    if (given == null) {
      return new NamespaceSelection.Same();
    }
    return new NamespaceSelections(field + ".allowedRoutes.namespaces", problems)
        .read(Given.text(given.getFrom(), "Same"), given.getSelector());
  }
}
