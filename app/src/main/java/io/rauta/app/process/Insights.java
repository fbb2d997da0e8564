package io.rauta.app.process;

import io.rauta.app.admin.Page;
import io.rauta.app.admin.Page.Answer;
import io.rauta.app.explain.AskedRequest;
import io.rauta.app.explain.ConfigText;
import io.rauta.app.explain.Explainer;
import io.rauta.app.explain.Explanation;
import io.rauta.app.explain.ExplanationText;
import io.rauta.app.output.Json;
import io.rauta.app.output.StatusText;
import io.rauta.app.output.Style;
import io.rauta.control.Applied;
import io.rauta.control.StatusReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages that show what a running gateway knows: JSON for programs, or text for people if the
 * query says {@code format=text} or the client accepts text and no JSON.
 */
final class Insights {

  private static final String FORMAT = "format";

  private final Supplier<Applied> current;
  private final Supplier<List<String>> sourceProblems;
  private final Explainer explainer;

  Insights(Supplier<Applied> current, Supplier<List<String>> sourceProblems, Explainer explainer) {
    this.current = current;
    this.sourceProblems = sourceProblems;
    this.explainer = explainer;
  }

  /**
   * What {@code /status} shows.
   *
   * @param generation of the configuration that is served
   * @param source what is wrong with where objects come from
   * @param status of every object
   */
  private record StatusPage(long generation, List<String> source, StatusReport status) {}

  Answer config(Page.Request request) {
    Applied applied = current.get();
    return shown(
        request,
        () -> Json.write(applied.config()),
        () -> "generation " + applied.generation() + "\n" + ConfigText.of(applied.config()));
  }

  Answer status(Page.Request request) {
    Applied applied = current.get();
    List<String> source = sourceProblems.get();
    return shown(
        request,
        () -> Json.write(new StatusPage(applied.generation(), source, applied.status())),
        () ->
            "generation "
                + applied.generation()
                + "\n"
                + StatusText.of(source, applied.status(), Style.PLAIN));
  }

  Answer explain(Page.Request request) {
    Optional<String> url = request.value("url");
    if (url.isEmpty()) {
      return Answer.line(400, "url is missing, such as /explain?url=http://example.com:8080/path");
    }
    String method = request.value("method").orElse("GET");
    return switch (AskedRequest.of(method, url.get(), request.values("header"))) {
      case AskedRequest.Parsed.Bad(String message) -> Answer.line(400, message);
      case AskedRequest.Parsed.Good(AskedRequest asked) -> explained(request, asked);
    };
  }

  private Answer explained(Page.Request request, AskedRequest asked) {
    Applied applied = current.get();
    Explanation explanation = explainer.explain(applied.config(), applied.status(), asked);
    return shown(
        request, () -> Json.write(explanation), () -> ExplanationText.of(explanation, Style.PLAIN));
  }

  private static Answer shown(Page.Request request, Supplier<String> json, Supplier<String> text) {
    String otherwise =
        request.accept().contains("text/plain") && !request.accept().contains("json")
            ? "text"
            : "json";
    return switch (request.value(FORMAT).orElse(otherwise)) {
      case "json" -> Answer.json(json.get());
      case "text" -> Answer.text(text.get());
      default -> Answer.line(400, "format is json or text");
    };
  }
}
