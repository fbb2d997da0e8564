package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.FrontendTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.FrontendTLSValidation;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBackendTLS;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSPortConfig;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.ClientCheck;
import io.rauta.control.topology.ClientCheck.Mode;
import io.rauta.control.topology.GatewayTls;
import io.rauta.control.topology.GatewayTls.ClientIdentity;
import io.rauta.control.topology.trust.Credentials.Reference;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.tls} of Gateways. */
public final class GatewayTlsReader {

  private static final String FRONTEND = "spec.tls.frontend";
  private static final String BACKEND = "spec.tls.backend.clientCertificateRef";
  private static final String VALID_ONLY = "AllowValidOnly";
  private static final String INSECURE = "AllowInsecureFallback";

  private final Credentials credentials;

  /** A reader that resolves by {@code credentials}. */
  public GatewayTlsReader(Credentials credentials) {
    this.credentials = credentials;
  }

  /** What a Gateway says; nothing if it does not. */
  public GatewayTls read(ObjectKey gateway, @Nullable GatewayTLSConfig given) {
    if (given == null) {
      return GatewayTls.NONE;
    }
    From from = new From(ApiNames.GATEWAY_GROUP, ApiNames.GATEWAY, gateway.namespace());
    FrontendTLSConfig frontend = given.getFrontend();
    Map<Integer, ClientCheck> byPort = new HashMap<>();
    ClientCheck byDefault = new ClientCheck.NotAsked();
    if (frontend != null) {
      byDefault = check(frontend.getDefault(), from, FRONTEND + ".default");
      List<TLSPortConfig> ports = Given.list(frontend.getPerPort());
      for (int i = 0; i < ports.size(); i++) {
        TLSPortConfig port = ports.get(i);
        if (port != null && port.getPort() != null) {
          byPort.putIfAbsent(
              port.getPort(), check(port.getTls(), from, FRONTEND + ".perPort[" + i + "].tls"));
        }
      }
    }
    return new GatewayTls(byDefault, byPort, identity(given.getBackend(), from));
  }

  private ClientCheck check(@Nullable TLSConfig given, From from, String field) {
    FrontendTLSValidation validation = given == null ? null : given.getValidation();
    if (validation == null) {
      return new ClientCheck.NotAsked();
    }
    List<Problem> unresolved = new ArrayList<>(0);
    Optional<TrustAnchors.Listed> issuers =
        issuers(validation, from, field + ".validation.caCertificateRefs", unresolved);
    String mode = Given.text(validation.getMode(), VALID_ONLY);
    if (!mode.equals(VALID_ONLY) && !mode.equals(INSECURE)) {
      unresolved.add(
          new Problem.Unknown(field + ".validation.mode", mode, VALID_ONLY + " and " + INSECURE));
      issuers = Optional.empty();
    }
    return new ClientCheck.Asked(
        mode.equals(INSECURE) ? Mode.LET_PASS : Mode.REFUSED, issuers, unresolved);
  }

  private Optional<TrustAnchors.Listed> issuers(
      FrontendTLSValidation validation, From from, String field, List<Problem> unresolved) {
    List<ObjectReference> refs = Given.list(validation.getCaCertificateRefs());
    if (refs.isEmpty()) {
      unresolved.add(new Problem.Missing(field, "whose certificates are believed"));
    }
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < refs.size(); i++) {
      ObjectReference ref = refs.get(i) == null ? new ObjectReference() : refs.get(i);
      Reference to = Reference.of(ref.getGroup(), ref.getKind(), ref.getNamespace(), ref.getName());
      credentials.authorities(to, from, field + "[" + i + "]", unresolved).ifPresent(found::append);
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new TrustAnchors.Listed(found.toString()));
  }

  private Optional<ClientIdentity> identity(@Nullable GatewayBackendTLS given, From from) {
    SecretObjectReference ref = given == null ? null : given.getClientCertificateRef();
    if (ref == null) {
      return Optional.empty();
    }
    List<Problem> unresolved = new ArrayList<>(0);
    Optional<KeyPair> pair =
        credentials.keyPair(ListenerTlsReader.reference(ref), from, BACKEND, unresolved);
    return Optional.of(new ClientIdentity(pair, unresolved));
  }
}
