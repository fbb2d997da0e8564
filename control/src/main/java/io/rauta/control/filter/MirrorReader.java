package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Fraction;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.route.Mirror;
import io.rauta.control.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who gets a copy of requests. A mirror that cannot be found takes nothing from the rule. */
final class MirrorReader {

  private static final int HUNDRED = 100;

  private final MirrorBackends backends;
  private final List<Problem> problems;
  private final List<Problem> unresolved;

  /**
   * @param problems takes what is wrong with the filter
   * @param unresolved takes why a mirror is left out
   */
  MirrorReader(MirrorBackends backends, List<Problem> problems, List<Problem> unresolved) {
    this.backends = backends;
    this.problems = problems;
    this.unresolved = unresolved;
  }

  Optional<Mirror> read(HTTPRequestMirrorFilter filter, String at) {
    int before = problems.size();
    int denominator = denominator(filter.getFraction(), at + ".fraction");
    int numerator = numerator(filter, denominator, at);
    if (filter.getPercent() != null && filter.getFraction() != null) {
      problems.add(new Problem.Incompatible(at + ".percent", "percent", "fraction"));
    }
    if (filter.getBackendRef() == null) {
      problems.add(new Problem.Missing(at + ".backendRef", "who gets the copies"));
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    Optional<ClusterId> cluster =
        backends.find(filter.getBackendRef(), at + ".backendRef", unresolved);
    Mirror.Credentials credentials =
        backends.isForeign(filter.getBackendRef())
            ? Mirror.Credentials.WITHHELD
            : Mirror.Credentials.SENT;
    return cluster.map(id -> new Mirror(id, numerator, denominator, credentials));
  }

  private int denominator(@Nullable Fraction fraction, String at) {
    if (fraction == null || fraction.getDenominator() == null) {
      return HUNDRED;
    }
    if (fraction.getDenominator() < 1) {
      problems.add(
          new Problem.Malformed(
              at + ".denominator", fraction.getDenominator().toString(), "a number from 1"));
      return HUNDRED;
    }
    return fraction.getDenominator();
  }

  private int numerator(HTTPRequestMirrorFilter filter, int denominator, String at) {
    Fraction fraction = filter.getFraction();
    if (fraction != null) {
      return within(fraction.getNumerator(), denominator, at + ".fraction.numerator");
    }
    return filter.getPercent() == null
        ? denominator
        : within(filter.getPercent(), denominator, at + ".percent");
  }

  private int within(@Nullable Integer number, int most, String at) {
    if (number == null || number < 0 || number > most) {
      problems.add(new Problem.Malformed(at, String.valueOf(number), "a number from 0 to " + most));
      return 0;
    }
    return number;
  }
}
