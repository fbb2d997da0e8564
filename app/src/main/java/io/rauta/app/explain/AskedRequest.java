package io.rauta.app.explain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A request that is asked about, as a client would send it: nothing in it is checked but that it
 * can be sent at all, since what is wrong with it is for the codec to say.
 *
 * @param method as written
 * @param scheme of the URL; empty where it names none
 * @param target path and query as written
 * @param authority host and port as written, the value of {@code Host}
 * @param port the port of the URL; empty where it names none
 * @param fields whole header lines without line ends; a {@code Host} among them replaces the
 *     authority
 */
public record AskedRequest(
    String method,
    Optional<Scheme> scheme,
    String target,
    String authority,
    OptionalInt port,
    List<String> fields) {

  private static final String NO_HOST = "localhost";

  public AskedRequest {
    fields = List.copyOf(fields);
  }

  /** How a connection begins. */
  enum Scheme {
    HTTP(80),
    HTTPS(443);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }

    /** The port where a URL names none. */
    int port() {
      return port;
    }

    /** As URLs begin. */
    String prefix() {
      return name().toLowerCase(Locale.ROOT) + "://";
    }
  }

  /** What became of the words. */
  public sealed interface Parsed {

    /**
     * They can be sent.
     *
     * @param request the request
     */
    record Good(AskedRequest request) implements Parsed {}

    /**
     * They cannot.
     *
     * @param message why, and what can
     */
    record Bad(String message) implements Parsed {}
  }

  /**
   * Reads a method, a URL and header lines as curl takes them.
   *
   * @param url {@code http://host:port/path?query}; the scheme may be left out, or all before the
   *     path; {@code *} alone is the target of {@code OPTIONS *}
   */
  public static Parsed of(String method, String url, List<String> fields) {
    Optional<String> odd =
        Stream.concat(Stream.of(method, url), fields.stream())
            .filter(text -> text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0)
            .findFirst();
    if (odd.isPresent()) {
      return new Parsed.Bad("\"" + odd.get() + "\" is not one line");
    }
    if (method.isEmpty() || method.indexOf(' ') >= 0) {
      return new Parsed.Bad("\"" + method + "\" is not a method, such as GET");
    }
    Optional<String> colonless = fields.stream().filter(f -> f.indexOf(':') < 0).findFirst();
    if (colonless.isPresent()) {
      return new Parsed.Bad("\"" + colonless.get() + "\" is not a header, such as name: value");
    }
    return of(method, withoutFragment(url), fields, url);
  }

  private static Parsed of(String method, String url, List<String> fields, String written) {
    if (url.equals("*") || url.startsWith("/")) {
      return new Parsed.Good(
          new AskedRequest(method, Optional.empty(), url, NO_HOST, OptionalInt.empty(), fields));
    }
    String rest = url;
    Optional<Scheme> scheme = Optional.empty();
    int colon = url.indexOf("://");
    if (colon >= 0) {
      scheme = scheme(url);
      if (scheme.isEmpty()) {
        return new Parsed.Bad(
            "scheme \"" + url.substring(0, colon) + "\" is not served; use http or https");
      }
      rest = url.substring(scheme.get().prefix().length());
    }
    int path = pathStart(rest);
    String authority = withoutEmptyPort(rest.substring(rest.lastIndexOf('@', path) + 1, path));
    String target = rest.substring(path);
    Optional<OptionalInt> port = port(authority);
    if (authority.isEmpty() || port.isEmpty()) {
      return new Parsed.Bad(
          "\"" + written + "\" is not a URL, such as http://example.com:8080/path");
    }
    return new Parsed.Good(
        new AskedRequest(
            method,
            scheme,
            target.startsWith("/") ? target : "/" + target,
            authority,
            port.get(),
            fields));
  }

  private static Optional<Scheme> scheme(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return Arrays.stream(Scheme.values())
        .filter(scheme -> lower.startsWith(scheme.prefix()))
        .findFirst();
  }

  private static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static String withoutEmptyPort(String authority) {
    return authority.endsWith(":") ? authority.substring(0, authority.length() - 1) : authority;
  }

  private static int pathStart(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != '?') {
      at++;
    }
    return at;
  }

  /** The port, or none; empty where what stands there is none. */
  private static Optional<OptionalInt> port(String authority) {
    int colon = authority.lastIndexOf(':');
    if (colon <= authority.lastIndexOf(']') || colon < 0) {
      return Optional.of(OptionalInt.empty());
    }
    String digits = authority.substring(colon + 1);
    boolean valid =
        digits.length() >= 1
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            && Integer.parseInt(digits) <= 65_535;
    return valid ? Optional.of(OptionalInt.of(Integer.parseInt(digits))) : Optional.empty();
  }

  /** The host that a client connects to, without port and brackets. */
  String host() {
    String host = authority;
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      host = host.substring(0, colon);
    }
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The head as it goes over the wire. */
  public byte[] head() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (fields.stream().noneMatch(AskedRequest::isHost)) {
      head.append("Host: ").append(authority).append("\r\n");
    }
    fields.forEach(field -> head.append(field).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isHost(String field) {
    return field.toLowerCase(Locale.ROOT).startsWith("host:");
  }

  @Override
  public String toString() {
    return target.equals("*")
        ? method + " *"
        : method + " " + scheme.orElse(Scheme.HTTP).prefix() + authority + target;
  }
}
