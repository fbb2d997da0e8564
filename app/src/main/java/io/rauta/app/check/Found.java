package io.rauta.app.check;

import io.rauta.control.StatusReport.Severity;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finding and where it stands. Parts that do not apply are empty. Written as JSON, its components
 * are the fields.
 *
 * @param severity how bad it is
 * @param code which kind of thing it is
 * @param file the file, as it was named; empty where no file has the object
 * @param line counted from 1; empty where the whole file is meant
 * @param kind of the object
 * @param namespace of the object
 * @param name of the object
 * @param field path within the object
 * @param message what is wrong, and what is allowed
 */
record Found(
    Severity severity,
    String code,
    Optional<String> file,
    Optional<Integer> line,
    String kind,
    String namespace,
    String name,
    String field,
    String message) {

  /** {@code file:line}, as far as it is known. */
  String place() {
    return file.orElse("(no file)") + line.map(number -> ":" + number).orElse("");
  }

  /** {@code Kind namespace/name field}, as far as it applies. */
  String subject() {
    String object = namespace.isEmpty() || name.isEmpty() ? name : namespace + "/" + name;
    return Stream.of(kind, object, field)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
