package io.rauta.sources.file;

import io.rauta.control.StatusReport.Severity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way in which a file or an object in it cannot be used. Parts that do not apply are empty.
 *
 * @param severity how bad it is
 * @param path the file, as it was named
 * @param line counted from 1, 0 when the whole file is meant
 * @param kind the object's kind
 * @param namespace its namespace
 * @param name its name
 * @param field the field, such as {@code spec.rules[0].matches}
 * @param message what is wrong with it, and what is allowed
 */
public record FileProblem(
    Severity severity,
    Path path,
    int line,
    String kind,
    String namespace,
    String name,
    String field,
    String message) {

  /** One that keeps something from being used. */
  FileProblem(
      Path path,
      int line,
      String kind,
      String namespace,
      String name,
      String field,
      String message) {
    this(Severity.ERROR, path, line, kind, namespace, name, field, message);
  }

  /** The same, where it keeps nothing from being used that is meant to be. */
  FileProblem asWarning() {
    return new FileProblem(Severity.WARNING, path, line, kind, namespace, name, field, message);
  }

  static FileProblem ofFile(Path path, int line, String message) {
    return new FileProblem(path, line, "", "", "", "", message);
  }

  /** Why a file could not be used, in words of its own and not of an exception. */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "it does not exist";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> Objects.requireNonNullElse(failure.getMessage(), "input error");
    };
  }

  /** {@code file:line: Kind namespace/name field: message}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(path);
    if (line > 0) {
      text.append(':').append(line);
    }
    String subject = subject();
    if (!subject.isEmpty()) {
      text.append(": ").append(subject);
    }
    return text.append(": ").append(message).toString();
  }

  private String subject() {
    String object = namespace.isEmpty() || name.isEmpty() ? name : namespace + "/" + name;
    return Stream.of(kind, object, field)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
