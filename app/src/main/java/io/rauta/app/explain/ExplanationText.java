package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Answer;
import io.rauta.app.explain.Explanation.Candidate;
import io.rauta.app.explain.Explanation.Outcome;
import io.rauta.app.explain.Explanation.PassedOver;
import io.rauta.app.explain.Explanation.Rule;
import io.rauta.app.explain.Explanation.Share;
import io.rauta.app.explain.Explanation.Term;
import io.rauta.app.output.Style;
import java.util.List;
import java.util.function.Function;

/** Writes an explanation for people. Used once. */
public final class ExplanationText {

  private static final int SHOWN = 100;
  private static final int VALUE_WIDTH = 8;

  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Style style) {
    this.style = style;
  }

  /** The text, which ends with a line end. */
  public static String of(Explanation explanation, Style style) {
    return new ExplanationText(style).write(explanation);
  }

  private String write(Explanation told) {
    text.append(style.strong(told.request())).append("\n\n");
    told.listener().ifPresent(this::listener);
    told.seen()
        .ifPresent(
            seen -> {
              line("host", seen.host());
              line("path", seen.path() + seen.query().map(query -> "?" + query).orElse(""));
            });
    told.rule().ifPresent(this::rule);
    answer(told.answer());
    terms("Timeouts", told.timeouts());
    terms("Retries", told.retries());
    candidates(told.candidates());
    passedOver(told.passedOver());
    return text.toString();
  }

  private void listener(Explanation.Place place) {
    line("address", place.address() + style.faint(" (" + place.chosen() + ")"));
    place
        .name()
        .ifPresent(name -> line("listener", name + ", hostname " + place.hostname().orElse("*")));
  }

  private void rule(Rule rule) {
    line("route", rule.route() + ", hostname " + rule.hostname());
    line("rule", RuleText.of(rule.rule(), rule.match(), rule.name()));
    line("match", rule.accepts());
    list("filters", rule.filters());
  }

  private void answer(Answer answer) {
    switch (answer) {
      case Answer.NoConnection(String why) ->
          line("answer", style.bad("no connection") + ": " + why);
      case Answer.OfGateway ofGateway -> line("answer", words(ofGateway));
      case Answer.OfBackend(List<Share> shares) -> {
        line("answer", style.good("of the backend"));
        shares.forEach(this::share);
      }
    }
  }

  private String words(Answer.OfGateway answer) {
    String code = answer.status() + " " + answer.cause();
    return (answer.status() < 400 ? style.good(code) : style.bad(code))
        + answer.grpcStatus().map(status -> ", told as grpc-status " + status + ",").orElse("")
        + " of the gateway: "
        + answer.why();
  }

  private void share(Share share) {
    String percent =
        share.percent() == Math.rint(share.percent())
            ? Long.toString(Math.round(share.percent()))
            : Double.toString(share.percent());
    line(
        "",
        "%5s %% %s".formatted(percent, share.backend())
            + (share.endpoints().isEmpty() ? "" : " at " + String.join(", ", share.endpoints())));
    share
        .asked()
        .ifPresent(
            asked -> line("", "        gets " + asked + ", host " + share.host().orElse("")));
    share.filters().forEach(filter -> line("", "        " + filter));
    share.instead().ifPresent(answer -> line("", "        " + words(answer)));
  }

  private void terms(String title, List<Term> terms) {
    if (terms.isEmpty()) {
      return;
    }
    text.append('\n').append(style.strong(title)).append('\n');
    String row =
        "  %-"
            + width(terms, Term::name)
            + "s  %-"
            + Math.max(VALUE_WIDTH, width(terms, Term::value) + 1)
            + "s %s\n";
    for (Term term : terms) {
      text.append(row.formatted(term.name(), term.value(), style.faint(term.source())));
    }
  }

  private static int width(List<Term> terms, Function<Term, String> column) {
    return terms.stream().map(column).mapToInt(String::length).max().orElse(1);
  }

  private void candidates(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    text.append('\n').append(style.strong("Candidates in order of precedence")).append('\n');
    int shown = 0;
    int left = 0;
    for (Candidate candidate : candidates) {
      if (candidate.outcome() == Outcome.WON || shown < SHOWN) {
        candidate(candidate);
        shown++;
      } else {
        left++;
      }
    }
    if (left > 0) {
      text.append("  and ").append(left).append(" more, which --format json shows\n");
    }
  }

  private void candidate(Candidate candidate) {
    boolean won = candidate.outcome() == Outcome.WON;
    text.append("  %3d. ".formatted(candidate.place()))
        .append(won ? style.good("won ") : style.faint("lost"))
        .append(
            " %s %s, hostname %s: %s\n"
                .formatted(
                    candidate.route(),
                    RuleText.of(candidate.rule(), candidate.match(), candidate.name()),
                    candidate.hostname(),
                    candidate.accepts()))
        .append("            ")
        .append(style.faint(candidate.why()))
        .append('\n');
  }

  private void passedOver(List<PassedOver> all) {
    if (all.isEmpty()) {
      return;
    }
    text.append('\n').append(style.strong("Not asked")).append('\n');
    for (PassedOver each : all.subList(0, Math.min(SHOWN, all.size()))) {
      text.append("  ").append(each.what()).append(": ").append(each.why()).append('\n');
    }
    if (all.size() > SHOWN) {
      text.append("  and ").append(all.size() - SHOWN).append(" more, which --format json shows\n");
    }
  }

  private void list(String name, List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      line(i == 0 ? name : "", (i + 1) + ". " + items.get(i));
    }
  }

  private void line(String name, String value) {
    text.append("%-9s ".formatted(name)).append(value).append('\n');
  }
}
