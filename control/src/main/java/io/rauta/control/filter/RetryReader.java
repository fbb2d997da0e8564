package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRetry;
import io.rauta.config.route.RetryPolicy;
import io.rauta.control.Problem;
import io.rauta.control.syntax.GepDurations;
import io.rauta.control.syntax.Given;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which requests of a rule are sent again. */
public final class RetryReader {

  private static final int DEFAULT_ATTEMPTS = 1;

  private RetryReader() {}

  /**
   * Reads a rule's retry policy.
   *
   * @param given the policy; empty where the rule has none
   * @param at where it stands
   * @param problems takes what is wrong
   */
  public static RetryPolicy read(
      Optional<HTTPRouteRetry> given, String at, List<Problem> problems) {
    if (given.isEmpty()) {
      return new RetryPolicy.Unasked();
    }
    HTTPRouteRetry retry = given.get();
    int attempts = retry.getAttempts() == null ? DEFAULT_ATTEMPTS : retry.getAttempts();
    Set<Integer> codes = codes(Given.list(retry.getCodes()), at + ".codes", problems);
    Optional<Duration> backoff = backoff(retry.getBackoff(), at + ".backoff", problems);
    if (attempts < 0) {
      problems.add(
          new Problem.Malformed(at + ".attempts", Integer.toString(attempts), "a number from 0"));
    }
    return attempts < 1 ? new RetryPolicy.Never() : new RetryPolicy.Asked(attempts, codes, backoff);
  }

  private static Set<Integer> codes(List<Integer> given, String at, List<Problem> problems) {
    Set<Integer> codes = new TreeSet<>();
    for (int i = 0; i < given.size(); i++) {
      Integer code = given.get(i);
      if (code == null || code < 400 || code > 599) {
        problems.add(
            new Problem.Malformed(
                at + "[" + i + "]", String.valueOf(code), "a status from 400 to 599"));
      } else {
        codes.add(code);
      }
    }
    return codes;
  }

  private static Optional<Duration> backoff(
      @Nullable String text, String at, List<Problem> problems) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Duration> backoff = GepDurations.parse(text);
    if (backoff.isEmpty()) {
      problems.add(new Problem.Malformed(at, text, GepDurations.EXPECTED));
    }
    return backoff;
  }
}
