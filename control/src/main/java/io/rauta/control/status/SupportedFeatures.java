package io.rauta.control.status;

import java.util.List;

/**
 * The features of Gateway API v1.7 that are served, under their published names. A feature that is
 * built is claimed by a line here, and in this place only.
 */
final class SupportedFeatures {

  /** In byte order, as the API asks for: a capital letter comes before a small one. */
  static final List<String> NAMES =
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

  private SupportedFeatures() {}
}
