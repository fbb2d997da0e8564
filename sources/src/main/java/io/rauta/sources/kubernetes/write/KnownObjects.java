package io.rauta.sources.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectRef;
import java.util.Collection;
import java.util.Optional;

/**
 * The newest API objects, as a watch shows them: with their status, version, labels, annotations
 * and owners. Asked by the writer's thread at any time; what it gets is never changed.
 */
public interface KnownObjects {

  /** The object of that kind and name; empty if there is none, or the kind is not watched. */
  Optional<HasMetadata> find(ObjectRef ref);

  /** All objects of a kind; none if it is not watched. */
  Collection<? extends HasMetadata> all(String kind);
}
