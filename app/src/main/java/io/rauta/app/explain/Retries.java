package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Term;
import io.rauta.config.route.Destination;
import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.proxy.forward.RetryTerms;
import java.util.List;
import java.util.Optional;

/** Names what has another attempt follow a failed one, and says where it comes from. */
final class Retries {

  private static final String COUNT = "attempts after the first";
  private static final String UNASKED = "the route sets no retry";
  private static final String ALWAYS = "always, unless retry.attempts is 0";
  private static final String BODY = "body up to " + RetryTerms.KEPT_BODY_BYTES / 1024 + " KiB";
  private static final String IF_SAFE = "if idempotent, " + BODY;
  private static final Term LOST =
      new Term("after a request lost on a reused connection", IF_SAFE, ALWAYS);
  private static final Term BUDGET =
      new Term(
          "such attempts at once",
          RetryTerms.ALWAYS + ", or 1 of " + RetryTerms.SHARE + " live requests",
          "built in, for each worker");

  private Retries() {}

  /** Those of a rule; none where it asks no backend. */
  static List<Term> of(RouteRule rule) {
    return rule.action() instanceof RouteAction.Forward forward && asksABackend(forward)
        ? of(forward.retry(), rule)
        : List.of();
  }

  private static boolean asksABackend(RouteAction.Forward forward) {
    return forward.destinations().stream()
        .anyMatch(share -> share.destination() instanceof Destination.ToCluster);
  }

  private static List<Term> of(RetryPolicy policy, RouteRule rule) {
    return switch (policy) {
      case RetryPolicy.Unasked() -> unasked();
      case RetryPolicy.Never() ->
          List.of(new Term(COUNT, "none", Terms.field(rule, "retry.attempts")));
      case RetryPolicy.Asked asked -> asked(asked, rule);
    };
  }

  private static List<Term> unasked() {
    return List.of(
        new Term(COUNT, "1", UNASKED),
        new Term("after a refused connection", "at another endpoint", ALWAYS),
        LOST,
        new Term("after a connection not made in time", "none", UNASKED),
        new Term("after an answer", "none", UNASKED),
        BUDGET);
  }

  private static List<Term> asked(RetryPolicy.Asked asked, RouteRule rule) {
    return List.of(
        count(asked, rule),
        codes(asked, rule),
        new Term(
            "after a connection refused or not made in time", "yes", Terms.field(rule, "retry")),
        late(rule),
        LOST,
        pause(asked, rule),
        BUDGET);
  }

  private static Term count(RetryPolicy.Asked asked, RouteRule rule) {
    return new Term(
        COUNT,
        Integer.toString(asked.attempts()),
        asked.attempts() == 1
            ? Terms.field(rule, "retry") + ", 1 unless it says more"
            : Terms.field(rule, "retry.attempts"));
  }

  private static Term codes(RetryPolicy.Asked asked, RouteRule rule) {
    String name = "after an answer with one of the statuses";
    return asked.codes().isEmpty()
        ? new Term(name, "none", "the route lists none")
        : new Term(name, Terms.list(asked.codes()) + ", " + BODY, Terms.field(rule, "retry.codes"));
  }

  private static Term late(RouteRule rule) {
    String name = "after an attempt that took too long";
    return rule.timeouts().backendRequest().isEmpty()
        ? new Term(name, "none", "the route sets no timeouts.backendRequest")
        : new Term(name, IF_SAFE, Terms.field(rule, "retry"));
  }

  private static Term pause(RetryPolicy.Asked asked, RouteRule rule) {
    Optional<String> field = asked.backoff().map(given -> Terms.field(rule, "retry.backoff"));
    RetryTerms.Pauses pauses = RetryTerms.pauses(asked.backoff());
    return new Term(
        "pause before such an attempt",
        Terms.text(pauses.first()) + ", doubled up to " + Terms.text(pauses.longest()),
        field.orElse("built in; the route sets no retry.backoff"));
  }
}
