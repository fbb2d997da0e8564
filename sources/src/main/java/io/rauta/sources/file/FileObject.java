package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;

/**
 * One good object and where it stands.
 *
 * @param id what it is called
 * @param object never changed after it was read
 * @param line where it starts in its file
 */
record FileObject(Id id, HasMetadata object, int line) {

  /**
   * Names an object among all that files hold.
   *
   * @param kind its kind
   * @param key its namespace and name
   */
  record Id(FileKind kind, ObjectKey key) {}
}
