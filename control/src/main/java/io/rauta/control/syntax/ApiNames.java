package io.rauta.control.syntax;

/** Groups and kinds of the API. */
public final class ApiNames {

  public static final String GATEWAY_GROUP = "gateway.networking.k8s.io";
  public static final String BACKEND_GROUP = "gateway.rauta.io";
  public static final String GATEWAY = "Gateway";
  public static final String LISTENER_SET = "ListenerSet";
  public static final String SERVICE = "Service";
  public static final String BACKEND = "Backend";
  public static final String SECRET = "Secret";
  public static final String CONFIG_MAP = "ConfigMap";
  public static final String BACKEND_TLS_POLICY = "BackendTLSPolicy";

  private ApiNames() {}
}
