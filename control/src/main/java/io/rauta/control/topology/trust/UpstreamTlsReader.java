package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicyValidation;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SubjectAltName;
import io.rauta.config.tls.PeerName;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.trust.Credentials.Reference;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.validation} of BackendTLSPolicies. */
final class UpstreamTlsReader {

  private static final String FIELD = "spec.validation";
  private static final String SYSTEM = "System";

  private final Credentials credentials;

  UpstreamTlsReader(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * What a policy says.
   *
   * @param tls how its targets are met; empty if it is not valid
   * @param problems what cannot be understood
   * @param unresolved references that lead to nothing
   * @param hasAuthorities whether it says whose certificates are believed
   */
  record Read(
      Optional<UpstreamTls> tls,
      List<Problem> problems,
      List<Problem> unresolved,
      boolean hasAuthorities) {}

  Read read(ObjectKey policy, @Nullable BackendTLSPolicyValidation given) {
    BackendTLSPolicyValidation validation =
        given == null ? new BackendTLSPolicyValidation() : given;
    List<Problem> problems = new ArrayList<>(0);
    List<Problem> unresolved = new ArrayList<>(0);
    String hostname = hostname(validation.getHostname(), FIELD + ".hostname", problems);
    List<PeerName> names = names(validation, problems);
    Optional<TrustAnchors> anchors = anchors(policy, validation, problems, unresolved);
    Optional<UpstreamTls> tls =
        problems.isEmpty()
            ? anchors.map(found -> new UpstreamTls(hostname, names, found, Optional.empty()))
            : Optional.empty();
    return new Read(tls, List.copyOf(problems), List.copyOf(unresolved), anchors.isPresent());
  }

  private static String hostname(@Nullable String given, String field, List<Problem> problems) {
    String name = Given.text(given).toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      problems.add(new Problem.Missing(field, "the name of the backend"));
    } else if (!Hostnames.isName(name)) {
      problems.add(new Problem.Malformed(field, name, "a DNS name"));
    }
    return name;
  }

  private static List<PeerName> names(
      BackendTLSPolicyValidation validation, List<Problem> problems) {
    List<SubjectAltName> given = Given.list(validation.getSubjectAltNames());
    List<PeerName> names = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      SubjectAltName name = given.get(i) == null ? new SubjectAltName() : given.get(i);
      String field = FIELD + ".subjectAltNames[" + i + "]";
      switch (Given.text(name.getType())) {
        case "Hostname" -> {
          String host = Given.text(name.getHostname()).toLowerCase(Locale.ROOT);
          if (Hostnames.parse(host).isPresent()) {
            names.add(new PeerName.Dns(host));
          } else {
            problems.add(
                new Problem.Malformed(
                    field + ".hostname", host, "a DNS name, or one behind \"*.\""));
          }
        }
        case "URI" -> {
          if (Given.text(name.getUri()).isEmpty()) {
            problems.add(new Problem.Missing(field + ".uri", "the URI of the backend"));
          } else {
            names.add(new PeerName.Uri(name.getUri()));
          }
        }
        default ->
            problems.add(
                new Problem.Unknown(
                    field + ".type", Given.text(name.getType()), "Hostname and URI"));
      }
    }
    return names;
  }

  private Optional<TrustAnchors> anchors(
      ObjectKey policy,
      BackendTLSPolicyValidation validation,
      List<Problem> problems,
      List<Problem> unresolved) {
    String wellKnown = Given.text(validation.getWellKnownCACertificates());
    List<LocalObjectReference> refs = Given.list(validation.getCaCertificateRefs());
    String field = FIELD + ".caCertificateRefs";
    if (!wellKnown.isEmpty()) {
      String at = FIELD + ".wellKnownCACertificates";
      if (!wellKnown.equals(SYSTEM)) {
        problems.add(new Problem.Unknown(at, wellKnown, SYSTEM));
      } else if (!refs.isEmpty()) {
        problems.add(new Problem.Incompatible(at, "wellKnownCACertificates", "caCertificateRefs"));
      }
      return Optional.of(new TrustAnchors.OfSystem());
    }
    if (refs.isEmpty()) {
      unresolved.add(new Problem.Missing(field, "whose certificates are believed"));
    }
    From from = new From(ApiNames.GATEWAY_GROUP, ApiNames.BACKEND_TLS_POLICY, policy.namespace());
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < refs.size(); i++) {
      LocalObjectReference ref = refs.get(i) == null ? new LocalObjectReference() : refs.get(i);
      Reference to = Reference.of(ref.getGroup(), ref.getKind(), "", ref.getName());
      credentials.authorities(to, from, field + "[" + i + "]", unresolved).ifPresent(found::append);
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new TrustAnchors.Listed(found.toString()));
  }
}
