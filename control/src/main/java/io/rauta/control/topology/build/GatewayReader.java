package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedListeners;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayInfrastructure;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpecAddress;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerNamespaces;
import io.rauta.control.AddressMode;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Ages;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.IpLiterals;
import io.rauta.control.topology.AskedPlace;
import io.rauta.control.topology.AskedPlace.AskedAddress;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayNode.SetAdmission;
import io.rauta.control.topology.GatewayTls;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.NamespaceSelection;
import io.rauta.control.topology.place.Placements;
import io.rauta.control.topology.trust.Credentials;
import io.rauta.control.topology.trust.GatewayTlsReader;
import io.rauta.control.topology.trust.ListenerTlsReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the Gateways of our classes, each on its own. */
final class GatewayReader {

  private final GatewayClasses classes;
  private final Credentials credentials;
  private final AddressMode mode;

  GatewayReader(GatewayClasses classes, Credentials credentials, AddressMode mode) {
    this.classes = classes;
    this.credentials = credentials;
    this.mode = mode;
  }

  /** The Gateways of our classes, oldest first. */
  List<GatewayNode> read(Map<ObjectKey, Gateway> gateways) {
    List<GatewayNode> nodes = new ArrayList<>();
    for (Ages.Aged<Gateway> aged : Ages.oldestFirst(gateways)) {
      GatewaySpec spec = aged.object().getSpec();
      if (spec == null) {
        spec = new GatewaySpec();
      }
      if (classes.owns(Given.text(spec.getGatewayClassName()))) {
        nodes.add(read(aged.key(), Given.generation(aged.object()), spec));
      }
    }
    return nodes;
  }

  private GatewayNode read(ObjectKey key, long generation, GatewaySpec spec) {
    List<Problem> problems = new ArrayList<>();
    classNamed(spec, problems);
    parameters(spec, problems);
    AskedPlace asked = asked(spec, problems);
    GatewayTls tls = new GatewayTlsReader(credentials).read(key, spec.getTls());
    List<ListenerNode> listeners = listeners(key, spec, tls);
    if (listeners.isEmpty()) {
      problems.add(new Problem.Missing("spec.listeners", "where to listen"));
    }
    return new GatewayNode(
        key,
        generation,
        asked,
        Placements.ground(mode, key, asked),
        admits(spec),
        tls,
        listeners,
        problems);
  }

  private void classNamed(GatewaySpec spec, List<Problem> problems) {
    String name = Given.text(spec.getGatewayClassName());
    if (name.isEmpty()) {
      problems.add(
          new Problem.Missing("spec.gatewayClassName", "the class that this Gateway belongs to"));
    }
    if (classes.refuses(name)) {
      problems.add(new Problem.ClassRefused("spec.gatewayClassName", name));
    }
  }

  private static void parameters(GatewaySpec spec, List<Problem> problems) {
    if (spec.getInfrastructure() != null && spec.getInfrastructure().getParametersRef() != null) {
      problems.add(
          new Problem.ParametersUnknown(
              "spec.infrastructure.parametersRef",
              Given.text(spec.getInfrastructure().getParametersRef().getKind())));
    }
  }

  private static AskedPlace asked(GatewaySpec spec, List<Problem> problems) {
    GatewayInfrastructure given = spec.getInfrastructure();
    return new AskedPlace(
        Given.text(spec.getGatewayClassName()),
        addresses(spec, problems),
        given == null ? Map.of() : texts(given.getLabels()),
        given == null ? Map.of() : texts(given.getAnnotations()));
  }

  private static Map<String, String> texts(@Nullable Map<String, String> given) {
    Map<String, String> texts = new HashMap<>();
    if (given != null) {
      given.forEach((key, value) -> texts.put(Given.text(key), Given.text(value)));
    }
    return texts;
  }

  private static List<AskedAddress> addresses(GatewaySpec spec, List<Problem> problems) {
    List<GatewaySpecAddress> given = Given.list(spec.getAddresses());
    Set<String> literals = new HashSet<>();
    List<AskedAddress> addresses = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      GatewaySpecAddress address = given.get(i);
      if (address == null) {
        continue;
      }
      String type = Given.text(address.getType(), "IPAddress");
      String value = Given.text(address.getValue());
      String ip = IpLiterals.parse(value).orElse("");
      boolean valid = type.equals("IPAddress") && (value.isEmpty() || !ip.isEmpty());
      String field = "spec.addresses[" + i + "]";
      if (!valid) {
        problems.add(new Problem.AddressNotServed(field, type, value));
      } else if (value.isEmpty()) {
        addresses.add(new AskedAddress.Any());
      } else if (literals.add(ip)) {
        addresses.add(new AskedAddress.Fixed(field, ip));
      }
    }
    return addresses;
  }

  private static SetAdmission admits(GatewaySpec spec) {
    AllowedListeners allowed = spec.getAllowedListeners();
    ListenerNamespaces given = allowed == null ? null : allowed.getNamespaces();
    if (given == null) {
      return new SetAdmission(new NamespaceSelection.None(), List.of());
    }
    List<Problem> problems = new ArrayList<>(0);
    NamespaceSelection namespaces =
        new NamespaceSelections("spec.allowedListeners.namespaces", problems)
            .read(Given.text(given.getFrom(), "None"), given.getSelector());
    return new SetAdmission(namespaces, problems);
  }

  private List<ListenerNode> listeners(ObjectKey key, GatewaySpec spec, GatewayTls tls) {
    List<Listener> given = Given.list(spec.getListeners());
    List<ListenerNode> nodes = new ArrayList<>(given.size());
    Set<String> names = new HashSet<>();
    ListenerTlsReader tlsReader =
        new ListenerTlsReader(credentials, new ObjectRef(ApiNames.GATEWAY, key), tls);
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) != null) {
        nodes.add(new ListenerReader(i, GivenListener.of(given.get(i)), tlsReader).read(names));
      }
    }
    return nodes;
  }
}
