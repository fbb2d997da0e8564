package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import io.rauta.origins.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the answer that a client got with what its vector expects. */
final class AnswerCheck {

  private AnswerCheck() {}

  /** Adds what differs. */
  static void compare(
      Vector vector,
      Expectation expected,
      List<Message> interims,
      Message answer,
      List<String> differences) {
    if (!expected.status().equals(Optional.of(answer.status()))) {
      differences.add("expected <%s>, saw %s".formatted(expected, answer));
      return;
    }
    if (expected.kind() == Expectation.Kind.REQUEST && vector.backend().isEmpty()) {
      boolean hasBody = answer.status() == 200 && !expected.method().equals("HEAD");
      String body = hasBody ? expected.target() : "";
      same("body", body, VectorClient.shortened(answer.bodyText()), differences);
    }
    if (expected.kind() == Expectation.Kind.REFUSE || expected.kind() == Expectation.Kind.BROKEN) {
      same("connection", "close", answer.value("connection").orElse("none"), differences);
      same("cache-control", "no-store", answer.value("cache-control").orElse(""), differences);
    }
    expected
        .property("data")
        .filter(data -> expected.kind() == Expectation.Kind.ANSWER)
        .ifPresent(
            data -> same("body", data, VectorClient.escaped(answer.bodyText()), differences));
    expected
        .property("interim")
        .ifPresent(
            statuses ->
                same(
                    "interim answers",
                    statuses,
                    VectorClient.list(
                        interims.stream().map(m -> Integer.toString(m.status())).toList()),
                    differences));
    expected
        .property("trailers")
        .filter(names -> expected.kind() == Expectation.Kind.ANSWER)
        .ifPresent(
            names ->
                same(
                    "trailers",
                    names,
                    VectorClient.list(answer.trailers().stream().map(Field::name).toList()),
                    differences));
    FieldCheck.compare(expected.text(), answer.head(), differences);
  }

  private static void same(String what, String expected, String actual, List<String> differences) {
    if (!expected.toLowerCase(Locale.ROOT).equals(actual.toLowerCase(Locale.ROOT))) {
      differences.add("%s is <%s>, not <%s>".formatted(what, actual, expected));
    }
  }
}
