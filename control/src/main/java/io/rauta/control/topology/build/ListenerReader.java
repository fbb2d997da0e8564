package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
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
import io.rauta.control.topology.ListenerNode.RouteKind;
import io.rauta.control.topology.NamespaceSelection;
import io.rauta.control.topology.NamespaceSelection.Labelled;
import io.rauta.control.topology.NamespaceSelection.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads one listener of a Gateway on its own. Used once. */
final class ListenerReader {

  private final int index;
  private final Listener listener;
  private final String field;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> kindProblems = new ArrayList<>();

  ListenerReader(int index, Listener listener) {
    this.index = index;
    this.listener = listener;
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
    List<RouteKind> kinds = protocol == Protocol.HTTP ? kinds() : List.of();
    RouteAdmission admits = new RouteAdmission(namespaces, kinds, kindProblems);
    return new ListenerNode(index, name, port, protocol, hostname, admits, problems);
  }

  private String name(Set<String> names) {
    String name = Given.text(listener.getName());
    if (name.isEmpty()) {
      problems.add(new Problem.Missing(field + ".name", "the name of the listener"));
    } else if (!names.add(name)) {
      problems.add(new Problem.Malformed(field + ".name", name, "unique within the Gateway"));
    }
    return name;
  }

  private Protocol protocol() {
    String name = Given.text(listener.getProtocol());
    if (name.isEmpty()) {
      problems.add(new Problem.Missing(field + ".protocol", "what the listener speaks"));
      return Protocol.OTHER;
    }
    Protocol protocol = Protocol.of(name);
    if (protocol != Protocol.HTTP) {
      problems.add(new Problem.ProtocolNotServed(field + ".protocol", name));
    }
    return protocol;
  }

  private int port() {
    Integer port = listener.getPort();
    if (port == null) {
      problems.add(new Problem.Missing(field + ".port", "the port to listen on"));
      return 0;
    }
    if (port < 0 || port > 65_535) {
      problems.add(new Problem.Malformed(field + ".port", port.toString(), "from 1 to 65535"));
      return 0;
    }
    return port;
  }

  private HostPattern hostname() {
    String hostname = Given.text(listener.getHostname());
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
    AllowedRoutes allowed = listener.getAllowedRoutes();
    List<RouteGroupKind> given = Given.list(allowed == null ? null : allowed.getKinds());
    if (given.isEmpty()) {
      return List.of(RouteKind.HTTP_ROUTE);
    }
    boolean http = false;
    for (int i = 0; i < given.size(); i++) {
      RouteGroupKind kind = Objects.requireNonNullElseGet(given.get(i), RouteGroupKind::new);
      String group = Given.text(kind.getGroup(), ApiNames.GATEWAY_GROUP);
      String name = Given.text(kind.getKind());
      if (group.equals(ApiNames.GATEWAY_GROUP) && name.equals(ApiNames.HTTP_ROUTE)) {
        http = true;
      } else {
        kindProblems.add(
            new Problem.RouteKindNotServed(field + ".allowedRoutes.kinds[" + i + "]", group, name));
      }
    }
    return http ? List.of(RouteKind.HTTP_ROUTE) : List.of();
  }

  private NamespaceSelection namespaces() {
    AllowedRoutes allowed = listener.getAllowedRoutes();
    RouteNamespaces namespaces = allowed == null ? null : allowed.getNamespaces();
    if (namespaces == null) {
      return new NamespaceSelection.Same();
    }
    String from = Given.text(namespaces.getFrom(), "Same");
    String at = field + ".allowedRoutes.namespaces";
    return switch (from) {
      case "All" -> new NamespaceSelection.All();
      case "Same" -> new NamespaceSelection.Same();
      case "None" -> new NamespaceSelection.None();
      case "Selector" -> selector(namespaces, at + ".selector");
      default -> {
        problems.add(new Problem.Unknown(at + ".from", from, "All, Same, Selector, None"));
        yield new NamespaceSelection.None();
      }
    };
  }

  private NamespaceSelection selector(RouteNamespaces namespaces, String at) {
    LabelSelector selector = namespaces.getSelector();
    if (selector == null) {
      problems.add(new Problem.Missing(at, "the labels of the namespaces that are meant"));
      return new NamespaceSelection.None();
    }
    int before = problems.size();
    List<Requirement> requirements = new ArrayList<>();
    if (selector.getMatchLabels() != null) {
      for (Map.Entry<String, String> label : selector.getMatchLabels().entrySet()) {
        requirements.add(
            new Requirement.In(Given.text(label.getKey()), Set.of(Given.text(label.getValue()))));
      }
    }
    List<LabelSelectorRequirement> expressions = Given.list(selector.getMatchExpressions());
    for (int i = 0; i < expressions.size(); i++) {
      String place = at + ".matchExpressions[" + i + "]";
      if (expressions.get(i) == null) {
        problems.add(new Problem.Missing(place, "a condition on a label"));
      } else {
        expression(expressions.get(i), place, requirements);
      }
    }
    return problems.size() > before ? new NamespaceSelection.None() : new Labelled(requirements);
  }

  private void expression(
      LabelSelectorRequirement expression, String at, List<Requirement> requirements) {
    String label = Given.text(expression.getKey());
    String operator = Given.text(expression.getOperator());
    Set<String> values = new HashSet<>();
    for (String value : Given.list(expression.getValues())) {
      values.add(Given.text(value));
    }
    switch (operator) {
      case "In" -> requirements.add(new Requirement.In(label, values));
      case "NotIn" -> requirements.add(new Requirement.NotIn(label, values));
      case "Exists" -> requirements.add(new Requirement.Exists(label));
      case "DoesNotExist" -> requirements.add(new Requirement.Absent(label));
      default ->
          problems.add(
              new Problem.Unknown(at + ".operator", operator, "In, NotIn, Exists, DoesNotExist"));
    }
  }
}
