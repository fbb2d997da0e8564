package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.Overlap;
import java.util.List;
import java.util.Optional;

/** What is said of listeners that speak TLS beside what is said of all. */
final class ListenerTlsStatus {

  private ListenerTlsStatus() {}

  /** Why the listener is not accepted, if nobody could be judged as it asks. */
  static Optional<Condition> refusal(ListenerTls tls) {
    List<Problem> problems = tls.clients().unresolvedIssuers();
    return tls.clients().certificates().isPresent() || problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Conditions.fails(
                Reasons.ACCEPTED, Reasons.NO_VALID_CA_CERTIFICATE, problems.getFirst()));
  }

  /** What references do not lead to, if to anything. */
  static Optional<Condition> unresolved(ListenerTls tls) {
    if (!tls.unresolved().isEmpty()) {
      Problem problem = tls.unresolved().getFirst();
      String reason =
          problem instanceof Problem.NotGranted
              ? Reasons.REF_NOT_PERMITTED
              : Reasons.INVALID_CERTIFICATE_REF;
      return Optional.of(Conditions.fails(Reasons.RESOLVED_REFS, reason, problem));
    }
    List<Problem> issuers = tls.clients().unresolvedIssuers();
    return issuers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Conditions.fails(
                Reasons.RESOLVED_REFS, issuerReason(issuers.getFirst()), issuers.getFirst()));
  }

  private static String issuerReason(Problem problem) {
    return switch (problem) {
      case Problem.NotGranted refused -> Reasons.REF_NOT_PERMITTED;
      case Problem.ReferentKindUnknown refused -> Reasons.INVALID_CA_CERTIFICATE_KIND;
      default -> Reasons.INVALID_CA_CERTIFICATE_REF;
    };
  }

  /** Says that clients may take the listener for another one. */
  static Condition overlapping(Overlap overlap) {
    return switch (overlap) {
      case HOSTNAMES ->
          Conditions.holds(
              Reasons.OVERLAPPING_TLS_CONFIG,
              Reasons.OVERLAPPING_HOSTNAMES,
              "another listener on the port is for some of the same hosts");
      case CERTIFICATES ->
          Conditions.holds(
              Reasons.OVERLAPPING_TLS_CONFIG,
              Reasons.OVERLAPPING_CERTIFICATES,
              "another listener on the port has a certificate for some of the same hosts");
    };
  }
}
