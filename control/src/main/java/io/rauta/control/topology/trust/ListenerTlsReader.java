package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.GatewayTls;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.trust.Credentials.Reference;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code tls} of the listeners of one Gateway or ListenerSet. */
public final class ListenerTlsReader {

  private static final String TERMINATE = "Terminate";

  private final Credentials credentials;
  private final From from;
  private final GatewayTls gateway;

  /**
   * A reader for the listeners of {@code owner}.
   *
   * @param credentials resolves references
   * @param gateway what their Gateway says for all of its listeners
   */
  public ListenerTlsReader(Credentials credentials, ObjectRef owner, GatewayTls gateway) {
    this.credentials = credentials;
    this.from = new From(ApiNames.GATEWAY_GROUP, owner.kind(), owner.key().namespace());
    this.gateway = gateway;
  }

  /**
   * Reads what an HTTPS listener says.
   *
   * @param given what it says; empty if it says nothing
   * @param port its port
   * @param field its place in its object
   * @param problems takes what it asks for and does not get
   */
  public ListenerTls read(
      Optional<ListenerTLSConfig> given, int port, String field, List<Problem> problems) {
    String mode = given.map(ListenerTLSConfig::getMode).orElse(TERMINATE);
    if (!mode.equals(TERMINATE)) {
      problems.add(new Problem.Unknown(field + ".tls.mode", mode, TERMINATE + " for HTTPS"));
    }
    List<SecretObjectReference> refs =
        given.map(tls -> Given.list(tls.getCertificateRefs())).orElse(List.of());
    String at = field + ".tls.certificateRefs";
    List<Problem> unresolved = new ArrayList<>(0);
    if (refs.isEmpty()) {
      unresolved.add(new Problem.Missing(at, "the certificate to show to clients"));
    }
    List<KeyPair> own = new ArrayList<>(refs.size());
    for (int i = 0; i < refs.size(); i++) {
      SecretObjectReference ref = refs.get(i) == null ? new SecretObjectReference() : refs.get(i);
      credentials
          .keyPair(reference(ref), from, at + "[" + i + "]", unresolved)
          .filter(pair -> !own.contains(pair))
          .ifPresent(own::add);
    }
    return new ListenerTls(own, unresolved, gateway.clientsOn(port));
  }

  /** A reference with the kind that it has if it names none. */
  static Reference reference(SecretObjectReference ref) {
    return Reference.of(
        ref.getGroup(),
        Given.text(ref.getKind(), ApiNames.SECRET),
        ref.getNamespace(),
        ref.getName());
  }
}
