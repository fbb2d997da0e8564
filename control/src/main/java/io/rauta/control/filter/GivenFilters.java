package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPCORSFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPURLRewriteFilter;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Filters as their route has them, whatever its kind.
 *
 * @param types the types that such a route may have
 * @param all in its order; a hole in the list is empty
 */
public record GivenFilters(List<String> types, List<Optional<GivenFilter>> all) {

  private static final List<String> OF_HTTP =
      List.of(
          "RequestHeaderModifier",
          "ResponseHeaderModifier",
          "RequestMirror",
          "RequestRedirect",
          "URLRewrite",
          "CORS",
          "ExternalAuth",
          "ExtensionRef");
  private static final List<String> OF_GRPC =
      List.of("RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror", "ExtensionRef");

  /**
   * One filter; what is absent in its route is empty here.
   *
   * @param type its type
   * @param requestHeaderModifier what becomes of fields of requests
   * @param responseHeaderModifier what becomes of fields of responses
   * @param requestMirror who gets copies
   * @param requestRedirect where clients are sent
   * @param urlRewrite which URL backends see
   * @param cors what pages of other origins may do
   */
  record GivenFilter(
      String type,
      Optional<HTTPHeaderFilter> requestHeaderModifier,
      Optional<HTTPHeaderFilter> responseHeaderModifier,
      Optional<HTTPRequestMirrorFilter> requestMirror,
      Optional<HTTPRequestRedirectFilter> requestRedirect,
      Optional<HTTPURLRewriteFilter> urlRewrite,
      Optional<HTTPCORSFilter> cors) {}

  /** Who gets copies, in the order of the route. */
  public List<BackendObjectReference> mirrorRefs() {
    return all.stream()
        .flatMap(Optional::stream)
        .flatMap(filter -> filter.requestMirror().stream())
        .flatMap(mirror -> Stream.ofNullable(mirror.getBackendRef()))
        .toList();
  }

  /** Those of an HTTPRoute. */
  public static GivenFilters ofHttp(List<HTTPRouteFilter> filters) {
    return new GivenFilters(
        OF_HTTP, filters.stream().map(f -> Optional.ofNullable(f).map(GivenFilters::of)).toList());
  }

  /** Those of a GRPCRoute. */
  public static GivenFilters ofGrpc(List<GRPCRouteFilter> filters) {
    return new GivenFilters(
        OF_GRPC, filters.stream().map(f -> Optional.ofNullable(f).map(GivenFilters::of)).toList());
  }

  private static GivenFilter of(HTTPRouteFilter filter) {
    return new GivenFilter(
        Given.text(filter.getType()),
        Optional.ofNullable(filter.getRequestHeaderModifier()),
        Optional.ofNullable(filter.getResponseHeaderModifier()),
        Optional.ofNullable(filter.getRequestMirror()),
        Optional.ofNullable(filter.getRequestRedirect()),
        Optional.ofNullable(filter.getUrlRewrite()),
        Optional.ofNullable(filter.getCors()));
  }

  private static GivenFilter of(GRPCRouteFilter filter) {
    return new GivenFilter(
        Given.text(filter.getType()),
        Optional.ofNullable(filter.getRequestHeaderModifier()),
        Optional.ofNullable(filter.getResponseHeaderModifier()),
        Optional.ofNullable(filter.getRequestMirror()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
