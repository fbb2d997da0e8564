package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest of each object that the watches have seen. For any thread. */
public interface KnownObjects {

  /**
   * The newest known state of an object, with its status and resourceVersion. What is left out is
   * {@code managedFields}, the annotation with the last applied configuration, and what nobody
   * reads of ConfigMaps, Secrets and Namespaces. It must not be changed.
   *
   * @param kind the model class of its kind
   * @param key its name
   * @return empty if there is none, or if the kind is not watched
   */
  <T extends HasMetadata> Optional<T> find(Class<T> kind, ObjectKey key);

  /** The same by the name of the kind. */
  Optional<? extends HasMetadata> find(ObjectRef ref);

  /** The newest known state of all objects of a kind; none if it is not watched. */
  Collection<? extends HasMetadata> all(String kind);

  /**
   * Has {@code listener} told the name of every object that is new, gone or in any way different,
   * its status included. Called once, before the watches begin.
   *
   * @param listener called on the thread of a watch; must not block
   */
  void onChange(Consumer<ObjectRef> listener);
}
