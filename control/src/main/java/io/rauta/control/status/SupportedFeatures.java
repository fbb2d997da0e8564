package io.rauta.control.status;

import io.rauta.control.ApiServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The features of the Gateway API that are served, under the names that the installed resource
 * definitions go by. A feature that is built is claimed by a line here, and in this place only.
 *
 * <p>Names and fields come and go between versions: v1.6 knows retries in its experimental channel
 * only, and features of the infrastructure by another name up to v1.6.2. What is not known of a
 * version is claimed as of v1.7.
 */
final class SupportedFeatures {

  /** As of v1.7, but those about what stands in the API for a Gateway. */
  private static final List<String> SERVED =
      List.of(
          "BackendTLSPolicy",
          "BackendTLSPolicySANValidation",
          "GRPCRoute",
          "GRPCRouteNamedRouteRule",
          "GRPCRouteRequestHeaderModifier",
          "Gateway",
          "GatewayAddressEmpty",
          "GatewayBackendClientCertificate",
          "GatewayFrontendClientCertificateValidation",
          "GatewayFrontendClientCertificateValidationInsecureFallback",
          "GatewayHTTPListenerIsolation",
          "GatewayHTTPSListenerDetectMisdirectedRequests",
          "GatewayPort8080",
          "GatewayRouteHostnameIntersectionPrecedence",
          "GatewayStaticAddresses",
          "HTTPRoute",
          "HTTPRoute303RedirectStatusCode",
          "HTTPRoute307RedirectStatusCode",
          "HTTPRoute308RedirectStatusCode",
          "HTTPRouteBackendProtocolH2C",
          "HTTPRouteBackendProtocolWebSocket",
          "HTTPRouteBackendRequestHeaderModification",
          "HTTPRouteBackendTimeout",
          "HTTPRouteBackendURLRewrite",
          "HTTPRouteCORS",
          "HTTPRouteDestinationPortMatching",
          "HTTPRouteHostRewrite",
          "HTTPRouteMethodMatching",
          "HTTPRouteNamedRouteRule",
          "HTTPRouteParentRefPort",
          "HTTPRoutePathRedirect",
          "HTTPRoutePathRewrite",
          "HTTPRoutePortRedirect",
          "HTTPRouteQueryParamMatching",
          "HTTPRouteRequestMirror",
          "HTTPRouteRequestMultipleMirrors",
          "HTTPRouteRequestPercentageMirror",
          "HTTPRouteRequestTimeout",
          "HTTPRouteResponseHeaderModification",
          "HTTPRouteRetryCodes",
          "HTTPRouteRetryConnectionError",
          "HTTPRouteSchemeRedirect",
          "ListenerSet",
          "ReferenceGrant");

  /** A Service or ServiceAccount stands in the API for each Gateway. */
  private static final String INFRASTRUCTURE = "GatewayInfrastructure";

  private static final String RETRY_CODES = "HTTPRouteRetryCodes";
  private static final String RETRY_CONNECTION_ERROR = "HTTPRouteRetryConnectionError";

  /** What v1.6 has no name for. */
  private static final Set<String> SINCE_1_7 =
      Set.of(
          "GRPCRouteRequestHeaderModifier",
          "GatewayRouteHostnameIntersectionPrecedence",
          "HTTPRouteBackendURLRewrite",
          RETRY_CODES);

  private SupportedFeatures() {}

  /** The names in byte order, as the API asks for: a capital letter comes before a small one. */
  static List<String> of(ApiServer apiServer) {
    return switch (apiServer) {
      case ApiServer.Absent() -> SERVED;
      case ApiServer.Present(ApiServer.Bundle bundle, boolean _) -> of(bundle);
    };
  }

  private static List<String> of(ApiServer.Bundle bundle) {
    Set<String> names = new TreeSet<>(SERVED);
    BundleVersion version = BundleVersion.of(bundle);
    if (!version.isOfMinor(1, 6)) {
      names.add(INFRASTRUCTURE);
      return List.copyOf(names);
    }
    names.removeAll(SINCE_1_7);
    names.add(version.patch() < 3 ? "GatewayInfrastructurePropagation" : INFRASTRUCTURE);
    if (bundle.channel().equals("experimental")) {
      names.add("HTTPRouteRetry");
    } else {
      names.remove(RETRY_CONNECTION_ERROR);
    }
    return List.copyOf(names);
  }
}
