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
    if (expected.kind() == Expectation.Kind.ANSWER) {
      property(expected, "data", VectorClient.escaped(answer.bodyText()), differences);
      property(expected, "trailers", names(answer.trailers()), differences);
    }
    property(expected, "interim", statuses(interims), differences);
    FieldCheck.compare(expected.text(), answer.head(), differences);
  }

  private static String names(List<Field> fields) {
    return VectorClient.list(fields.stream().map(Field::name).toList());
  }

  private static String statuses(List<Message> messages) {
    return VectorClient.list(messages.stream().map(m -> Integer.toString(m.status())).toList());
  }

  private static void property(
      Expectation expected, String name, String actual, List<String> differences) {
    expected.property(name).ifPresent(value -> same(name, value, actual, differences));
  }

  private static void same(String what, String expected, String actual, List<String> differences) {
    if (!expected.toLowerCase(Locale.ROOT).equals(actual.toLowerCase(Locale.ROOT))) {
      differences.add("%s is <%s>, not <%s>".formatted(what, actual, expected));
    }
  }
}
