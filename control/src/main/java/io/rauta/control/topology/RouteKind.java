package io.rauta.control.topology;

import java.util.Optional;

/** Kinds of routes that are served. */
public enum RouteKind {
  HTTP_ROUTE("HTTPRoute"),
  GRPC_ROUTE("GRPCRoute");

  private final String apiName;

  RouteKind(String apiName) {
    this.apiName = apiName;
  }

  /** The kind of that name in the API, if it is served. */
  public static Optional<RouteKind> of(String apiName) {
    for (RouteKind kind : values()) {
      if (kind.apiName.equals(apiName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Its name in the API. */
  public String apiName() {
    return apiName;
  }
}
