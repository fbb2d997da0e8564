package io.rauta.config.filter;

import java.util.List;

/**
 * Which pages of other origins may use a resource (Fetch Standard, CORS protocol).
 *
 * @param origins which origins; none for nobody
 * @param credentials whether they may send credentials
 * @param methods the methods they may use beside GET, HEAD and POST; {@code *} alone for every one
 * @param headers the request fields they may set; {@code *} alone for every one
 * @param exposed the response fields they may read; may hold {@code *}
 * @param maxAgeSeconds how long a browser may keep what it was told, 1 or more
 */
public record CorsPolicy(
    List<OriginPattern> origins,
    Credentials credentials,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    int maxAgeSeconds) {

  /** Stands for every method or field. */
  public static final String EVERY = "*";

  public CorsPolicy {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
    if (maxAgeSeconds < 1) {
      throw new IllegalArgumentException("maxAgeSeconds " + maxAgeSeconds + " is not positive");
    }
  }

  /** Whether requests of other origins may carry credentials. */
  public enum Credentials {
    ALLOWED,
    REFUSED
  }
}
