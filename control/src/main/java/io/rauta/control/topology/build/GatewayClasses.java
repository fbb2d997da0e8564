package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassSpec;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.ClassNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which GatewayClasses are ours: those with our controller name. In files, where nobody else is, a
 * class that is named without an object of its own is ours, too; behind an API server none is.
 */
final class GatewayClasses {

  private final Map<String, ClassNode> ours = new HashMap<>();
  private final Set<String> foreign = new HashSet<>();
  private final List<ClassNode> nodes = new ArrayList<>();
  private final ApiServer apiServer;

  GatewayClasses(Resources resources, String controllerName) {
    apiServer = resources.apiServer();
    for (Map.Entry<ObjectKey, GatewayClass> entry : resources.gatewayClasses().entrySet()) {
      GatewayClassSpec spec = entry.getValue().getSpec();
      String name = entry.getKey().name();
      if (spec == null || !controllerName.equals(spec.getControllerName())) {
        foreign.add(name);
        continue;
      }
      List<Problem> problems =
          spec.getParametersRef() == null
              ? List.of()
              : List.of(
                  new Problem.ParametersUnknown(
                      "spec.parametersRef", Given.text(spec.getParametersRef().getKind())));
      ClassNode node = new ClassNode(entry.getKey(), Given.generation(entry.getValue()), problems);
      nodes.add(node);
      ours.put(name, node);
    }
  }

  List<ClassNode> nodes() {
    return nodes;
  }

  boolean owns(String className) {
    return switch (apiServer) {
      case ApiServer.Absent() -> !foreign.contains(className);
      case ApiServer.Present _ -> ours.containsKey(className);
    };
  }

  /** Whether the class of that name is one of ours that is refused. */
  boolean refuses(String className) {
    ClassNode node = ours.get(className);
    return node != null && !node.problems().isEmpty();
  }
}
