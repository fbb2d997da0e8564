package io.rauta.control.api;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Backend} asks for, as written: fields may be absent and are judged where the
 * topology is built.
 *
 * @param endpoints who may be asked
 * @param appProtocols protocols of the endpoints, with the values of {@code
 *     ServicePort.appProtocol}
 */
public record BackendSpec(List<Endpoint> endpoints, List<String> appProtocols)
    implements Serializable {

  public static final BackendSpec EMPTY = new BackendSpec(List.of(), List.of());

  @SuppressWarnings("ConstantValue") // what a file leaves out arrives as null
  public BackendSpec {
    endpoints = endpoints == null ? List.of() : withoutHoles(endpoints, Endpoint.NOTHING);
    appProtocols = appProtocols == null ? List.of() : withoutHoles(appProtocols, "");
  }

  @SuppressWarnings("ConstantValue") // what a file leaves out arrives as null
  private static <T> List<T> withoutHoles(List<T> given, T nothing) {
    List<T> filled = new ArrayList<>(given.size());
    for (T element : given) {
      filled.add(element == null ? nothing : element);
    }
    return List.copyOf(filled);
  }

  /**
   * One endpoint: exactly one of the three is meant to be present.
   *
   * @param ip an address and port
   * @param fqdn a DNS name and port
   * @param unix a Unix domain socket
   */
  public record Endpoint(@Nullable Ip ip, @Nullable Fqdn fqdn, @Nullable Unix unix)
      implements Serializable {
    static final Endpoint NOTHING = new Endpoint(null, null, null);
  }

  /**
   * An IP endpoint.
   *
   * @param address IPv4 or IPv6 literal
   * @param port 1 to 65535
   */
  public record Ip(@Nullable String address, @Nullable Integer port) implements Serializable {}

  /**
   * A DNS endpoint.
   *
   * @param hostname a DNS name
   * @param port 1 to 65535
   */
  public record Fqdn(@Nullable String hostname, @Nullable Integer port) implements Serializable {}

  /**
   * A Unix domain socket.
   *
   * @param path absolute path
   */
  public record Unix(@Nullable String path) implements Serializable {}
}
