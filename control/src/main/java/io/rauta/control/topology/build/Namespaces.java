package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.Namespace;
import io.rauta.control.ObjectKey;
import io.rauta.control.topology.NamespaceSelection;
import java.util.HashMap;
import java.util.Map;

/**
 * The labels of namespaces. Every namespace exists, also without an object, and has the label
 * {@code kubernetes.io/metadata.name}.
 */
final class Namespaces {

  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private final Map<ObjectKey, Namespace> objects;
  private final Map<String, Map<String, String>> labels = new HashMap<>();

  Namespaces(Map<ObjectKey, Namespace> objects) {
    this.objects = objects;
  }

  /** Whether {@code selection} of an object in namespace {@code home} means {@code namespace}. */
  boolean selects(NamespaceSelection selection, String home, String namespace) {
    return switch (selection) {
      case NamespaceSelection.All all -> true;
      case NamespaceSelection.Same same -> home.equals(namespace);
      case NamespaceSelection.None none -> false;
      case NamespaceSelection.Labelled labelled ->
          labelled.holds(labels.computeIfAbsent(namespace, this::labelsOf));
    };
  }

  private Map<String, String> labelsOf(String namespace) {
    Map<String, String> all = new HashMap<>();
    Namespace object = objects.get(new ObjectKey("", namespace));
    if (object != null && object.getMetadata() != null) {
      Map<String, String> own = object.getMetadata().getLabels();
      if (own != null) {
        all.putAll(own);
      }
    }
    all.put(NAME_LABEL, namespace);
    return all;
  }
}
