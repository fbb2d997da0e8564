package io.rauta.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.control.ApiServer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SupportedFeaturesTest {

  /** All feature names for Gateways of v1.7.0 (pkg/features of the Gateway API's module). */
  private static final List<String> PUBLISHED =
      List.of(
          "BackendTLSPolicy",
          "BackendTLSPolicySANValidation",
          "ClusterTrustBundle",
          "GRPCRoute",
          "GRPCRouteNamedRouteRule",
          "GRPCRouteRequestHeaderModifier",
          "Gateway",
          "GatewayAddressEmpty",
          "GatewayAddressRoutability",
          "GatewayAddressRoutabilityCluster",
          "GatewayBackendClientCertificate",
          "GatewayFrontendClientCertificateValidation",
          "GatewayFrontendClientCertificateValidationInsecureFallback",
          "GatewayHTTPListenerIsolation",
          "GatewayHTTPSListenerDetectMisdirectedRequests",
          "GatewayInfrastructure",
          "GatewayListenerFilters",
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
          "ReferenceGrant",
          "TCPRoute",
          "TLSRoute",
          "TLSRouteModeMixed",
          "TLSRouteModeTerminate",
          "UDPRoute");

  private static final List<String> OF_FILES = SupportedFeatures.of(new ApiServer.Absent());

  @Test
  void areNamesThatTheApiKnowsInItsOrder() {
    assertThat(OF_FILES).isSorted().doesNotHaveDuplicates().isSubsetOf(PUBLISHED);
    assertThat(of("v1.7.0", "standard"))
        .isSorted()
        .doesNotHaveDuplicates()
        .isSubsetOf(PUBLISHED)
        .hasSize(45);
  }

  @Test
  void fitIntoAStatus() {
    assertThat(of("v1.6.1", "experimental")).hasSizeLessThanOrEqualTo(64);
    assertThat(of("v1.7.0", "experimental")).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void areTheSameInBothChannelsOfTheSupportedVersion() {
    assertThat(of("v1.7.1", "experimental")).isEqualTo(of("v1.7.0", "standard"));
  }

  @Test
  void haveObjectsForGatewaysWhereThereIsAnApiServer() {
    assertThat(OF_FILES).doesNotContain("GatewayInfrastructure");
    assertThat(of("v1.7.0", "standard")).contains("GatewayInfrastructure");
  }

  @Test
  void areCalledAsTheInstalledVersionCallsThem() {
    assertThat(of("v1.6.1", "standard"))
        .contains("GatewayInfrastructurePropagation")
        .doesNotContain(
            "GatewayInfrastructure",
            "HTTPRouteRetry",
            "HTTPRouteRetryCodes",
            "HTTPRouteRetryConnectionError",
            "HTTPRouteBackendURLRewrite");
    assertThat(of("v1.6.3", "experimental"))
        .isSorted()
        .contains("GatewayInfrastructure", "HTTPRouteRetry", "HTTPRouteRetryConnectionError")
        .doesNotContain("GatewayInfrastructurePropagation", "HTTPRouteRetryCodes");
  }

  @Test
  void areThoseOfTheSupportedVersionWhereTheInstalledOneIsNotKnown() {
    assertThat(of("", "")).isEqualTo(of("v1.7.0", "standard"));
    assertThat(of("v2.0.0", "standard")).isEqualTo(of("v1.7.0", "standard"));
  }

  private static List<String> of(String version, String channel) {
    return SupportedFeatures.of(
        new ApiServer.Present(new ApiServer.Bundle(version, channel), true));
  }
}
