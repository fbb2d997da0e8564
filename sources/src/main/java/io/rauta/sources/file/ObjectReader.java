package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ControlLoop;
import io.rauta.control.ObjectKey;
import io.rauta.sources.rules.ApiRules;
import io.rauta.sources.rules.Judged;
import io.rauta.sources.rules.KindRules;
import io.rauta.sources.rules.Violation;
import io.rauta.sources.yaml.YamlNode;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the documents of one file into objects. A document is judged in steps: which kind, which
 * name, are the values well-formed, does it fit the kind's class. Used once, by one thread.
 */
final class ObjectReader {

  static final String DEFAULT_NAMESPACE = "default";

  private static final int MAX_NAME = 253;

  private final Path path;
  private final List<ParsedFile.Entry> entries = new ArrayList<>();
  private final List<FileProblem> problems = new ArrayList<>();

  private ObjectReader(Path path) {
    this.path = path;
  }

  static ParsedFile.Usable read(Path path, List<YamlNode> documents) {
    ObjectReader reader = new ObjectReader(path);
    for (YamlNode document : documents) {
      ControlLoop.giveWay();
      reader.document(document);
    }
    return new ParsedFile.Usable(reader.entries, reader.problems);
  }

  private void document(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping document)) {
      nameless(
          FileProblem.ofFile(
              path, node.line(), "is " + node.description() + " (a Kubernetes object is allowed)"));
      return;
    }
    YamlNode items = document.get("items");
    if (document.text("kind").equals("List") && items != null) {
      list(items);
      return;
    }
    Subject subject = new Subject(document);
    if (subject.kind().isEmpty()) {
      nameless(subject.problem("kind", document, "is missing (allowed: " + FileKind.names() + ")"));
    } else if (subject.apiVersion().isEmpty()) {
      nameless(subject.problem("apiVersion", document, "is missing"));
    } else {
      known(subject);
    }
  }

  private void list(YamlNode items) {
    switch (items) {
      case YamlNode.Sequence sequence -> sequence.items().forEach(this::document);
      case YamlNode.Scalar scalar when scalar.isNull() -> {}
      default ->
          nameless(
              new FileProblem(
                  path,
                  items.line(),
                  "List",
                  "",
                  "",
                  "items",
                  "is " + items.description() + " (a list is allowed)"));
    }
  }

  private void known(Subject subject) {
    Optional<FileKind> kind = FileKind.of(subject.apiVersion(), subject.kind());
    if (kind.isEmpty()) {
      problems.add(
          subject
              .problem(
                  "kind",
                  "of " + subject.apiVersion() + " is ignored (allowed: " + FileKind.names() + ")")
              .asWarning());
      ApiRules.published()
          .of(subject.apiVersion(), subject.kind())
          .ifPresent(rules -> judged(subject, rules));
    } else if (!kind.get().apiVersions().contains(subject.apiVersion())) {
      String allowed = String.join(", ", kind.get().apiVersions());
      problems.add(
          subject.problem(
              "apiVersion",
              subject.apiVersion() + " is not known, so it is ignored (allowed: " + allowed + ")"));
    } else {
      named(subject, kind.get());
    }
  }

  private void named(Subject subject, FileKind kind) {
    String name = subject.name();
    if (name.isEmpty()) {
      YamlNode given = subject.document().mapping("metadata").get("name");
      String problem =
          given == null || given instanceof YamlNode.Scalar(_, String _)
              ? "is missing"
              : "is " + given.description() + " (text is allowed)";
      nameless(subject.problem("metadata.name", problem));
      return;
    }
    String namespace =
        switch (kind.scope()) {
          case CLUSTER -> "";
          case NAMESPACE -> subject.namespace().isEmpty() ? DEFAULT_NAMESPACE : subject.namespace();
        };
    Subject placed = subject.in(namespace);
    FileObject.Id id = new FileObject.Id(kind, new ObjectKey(namespace, name));
    int before = problems.size();
    YamlNode.Mapping complete =
        ApiRules.published()
            .of(placed.apiVersion(), placed.kind())
            .map(rules -> judged(placed, rules))
            .orElseGet(() -> checked(placed, kind));
    // What breaks a rule may not fit the class either, which need not be said twice.
    Optional<HasMetadata> object =
        problems.size() == before ? Optional.of(bind(placed, complete, kind)) : Optional.empty();
    if (object.isPresent() && problems.size() == before) {
      object.get().getMetadata().setNamespace(namespace.isEmpty() ? null : namespace);
      entries.add(new ParsedFile.Good(new FileObject(id, object.get(), complete.line())));
    } else {
      entries.add(new ParsedFile.Bad(id));
    }
  }

  /** The object with its defaults, after an API server's rules were applied. */
  private YamlNode.Mapping judged(Subject subject, KindRules rules) {
    Judged judged = rules.judge(subject.document());
    for (Violation violation : judged.violations()) {
      problems.add(subject.problem(violation.field(), violation.line(), violation.message()));
    }
    return judged.completed();
  }

  /** The object as it is, after what can be said about a kind without published rules. */
  private YamlNode.Mapping checked(Subject subject, FileKind kind) {
    checkName(subject);
    checkTime(subject);
    for (FieldPath field : kind.required()) {
      field.check(
          subject.document(),
          (missing, at) -> problems.add(subject.problem(missing, at, "is missing")));
    }
    return subject.document();
  }

  private void checkName(Subject subject) {
    String name = subject.name();
    boolean valid = name.length() <= MAX_NAME && isEdge(name.charAt(0)) && isEdge(last(name));
    for (int i = 0; i < name.length(); i++) {
      valid &= isEdge(name.charAt(i)) || name.charAt(i) == '-' || name.charAt(i) == '.';
    }
    if (!valid) {
      problems.add(
          subject.problem(
              "metadata.name",
              "is '"
                  + name
                  + "' (allowed: up to 253 of a-z, 0-9, '-' and '.', a letter or digit at both"
                  + " ends)"));
    }
  }

  private static char last(String name) {
    return name.charAt(name.length() - 1);
  }

  private static boolean isEdge(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private void checkTime(Subject subject) {
    String time = subject.document().mapping("metadata").text("creationTimestamp");
    if (time.isEmpty()) {
      return;
    }
    try {
      OffsetDateTime.parse(time);
    } catch (DateTimeParseException e) {
      problems.add(
          subject.problem(
              "metadata.creationTimestamp",
              "is '" + time + "' (allowed: a time such as 2026-01-31T09:30:00Z)"));
    }
  }

  private HasMetadata bind(Subject subject, YamlNode.Mapping complete, FileKind kind) {
    return new ModelBinder(
            (field, line, message) -> problems.add(subject.problem(field, line, message)))
        .bind(complete, kind.model());
  }

  private void nameless(FileProblem problem) {
    problems.add(problem);
    entries.add(new ParsedFile.Nameless());
  }

  /** A document and what it says it is. */
  private final class Subject {
    private final YamlNode.Mapping document;
    private final String namespace;

    Subject(YamlNode.Mapping document) {
      this(document, document.mapping("metadata").text("namespace"));
    }

    private Subject(YamlNode.Mapping document, String namespace) {
      this.document = document;
      this.namespace = namespace;
    }

    Subject in(String place) {
      return new Subject(document, place);
    }

    YamlNode.Mapping document() {
      return document;
    }

    String kind() {
      return document.text("kind");
    }

    String apiVersion() {
      return document.text("apiVersion");
    }

    String namespace() {
      return namespace;
    }

    String name() {
      return document.mapping("metadata").text("name");
    }

    FileProblem problem(String field, String message) {
      return problem(field, document.lineOf(field), message);
    }

    FileProblem problem(String field, YamlNode at, String message) {
      return problem(field, at.line(), message);
    }

    FileProblem problem(String field, int line, String message) {
      return new FileProblem(path, line, kind(), namespace, name(), field, message);
    }
  }
}
