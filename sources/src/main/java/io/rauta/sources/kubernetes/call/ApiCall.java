package io.rauta.sources.kubernetes.call;

import java.util.Locale;
import java.util.Map;

/**
 * One request to an API server.
 *
 * @param verb what it does
 * @param path of the object or collection, without a slash in front; with a query if it has one
 * @param body values of JSON, with {@link #NULL} for null; empty for none
 */
public record ApiCall(Verb verb, String path, Map<String, Object> body) {

  /** Stands for null in a body, by which a merge patch removes a field. */
  public static final Object NULL = new Object();

  /** What a request does; the API server's name for it is what a role has to grant. */
  public enum Verb {
    GET("GET", ""),
    LIST("GET", ""),
    CREATE("POST", "application/json"),
    UPDATE("PUT", "application/json"),
    PATCH("PATCH", "application/merge-patch+json"),
    DELETE("DELETE", "application/json");

    private final String method;
    private final String contentType;

    Verb(String method, String contentType) {
      this.method = method;
      this.contentType = contentType;
    }

    /** Its name in a role. */
    public String grant() {
      return name().toLowerCase(Locale.ROOT);
    }

    String method() {
      return method;
    }

    String contentType() {
      return contentType;
    }
  }

  /** A request without a body. */
  public static ApiCall of(Verb verb, String path) {
    return new ApiCall(verb, path, Map.of());
  }
}
