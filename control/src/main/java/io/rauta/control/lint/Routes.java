package io.rauta.control.lint;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;

/** Reads the names that rules give their routes. */
final class Routes {

  private Routes() {}

  /** The object named {@code Kind/namespace/name}. */
  static ObjectRef object(String route) {
    String[] parts = route.split("/", 3);
    return new ObjectRef(parts[0], new ObjectKey(parts[1], parts[2]));
  }
}
