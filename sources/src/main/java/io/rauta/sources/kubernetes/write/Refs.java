package io.rauta.sources.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;

/** Names of objects as they come from the API. */
final class Refs {

  private Refs() {}

  static ObjectRef of(WrittenKind kind, HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return kind.ref(
        new ObjectKey(namespace == null ? "" : namespace, object.getMetadata().getName()));
  }
}
