package io.rauta.app.explain;

import io.rauta.app.explain.AskedRequest.Scheme;
import io.rauta.app.settings.IpLiterals;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.ListenerConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which bound address takes the connection of a request. */
sealed interface ListenerChoice {

  /**
   * One does.
   *
   * @param listener what is served there
   * @param why the reason
   */
  record Taken(ListenerConfig listener, String why) implements ListenerChoice {}

  /**
   * None does.
   *
   * @param why the reason
   */
  record Refused(String why) implements ListenerChoice {}

  /** The choice for {@code asked} among {@code listeners}. */
  static ListenerChoice of(AskedRequest asked, List<ListenerConfig> listeners) {
    return switch (onPort(asked, listeners)) {
      case Refused refused -> refused;
      case Taken taken ->
          asked
              .scheme()
              .flatMap(scheme -> mismatch(scheme, taken.listener()))
              .<ListenerChoice>map(Refused::new)
              .orElse(taken);
    };
  }

  /** Why a connection cannot be used as the scheme says, if so. */
  private static Optional<String> mismatch(Scheme scheme, ListenerConfig listener) {
    return switch (scheme) {
      case HTTP ->
          listener.isEncrypted()
              ? Optional.of(listener.bind() + " speaks TLS only; use https")
              : Optional.empty();
      case HTTPS ->
          listener.isEncrypted()
              ? Optional.empty()
              : Optional.of(listener.bind() + " does not speak TLS; use http");
    };
  }

  private static ListenerChoice onPort(AskedRequest asked, List<ListenerConfig> listeners) {
    int port = asked.port().orElse(asked.scheme().orElse(Scheme.HTTP).port());
    List<ListenerConfig> there = on(port, listeners);
    if (there.isEmpty()) {
      return asked.port().isEmpty() && listeners.size() == 1
          ? new Taken(listeners.getFirst(), "the only listener; the URL names no port")
          : new Refused("nothing listens on port " + port + "; " + all(listeners));
    }
    for (ListenerConfig listener : there) {
      if (listener.bind() instanceof BindAddress.OneAddress(String ip, int _)
          && IpLiterals.parse(ip).equals(IpLiterals.parse(asked.host()))) {
        return new Taken(listener, "the address and port of the URL");
      }
    }
    List<ListenerConfig> everywhere =
        there.stream().filter(l -> l.bind() instanceof BindAddress.AllAddresses).toList();
    if (everywhere.size() == 1) {
      return new Taken(everywhere.getFirst(), "the port of the URL");
    }
    if (everywhere.size() > 1) {
      return new Refused(
          "several Gateways have port "
              + port
              + "; use the port that is bound in the URL and name the host by a Host header; "
              + all(everywhere));
    }
    return there.size() == 1
        ? new Taken(there.getFirst(), "the only listener on the port of the URL")
        : new Refused(
            "several addresses listen on port "
                + port
                + "; use one of them in the URL and name the host by a Host header; "
                + all(there));
  }

  /**
   * Those to whom clients connect on {@code port}; if there are none, those who are bound to it.
   */
  private static List<ListenerConfig> on(int port, List<ListenerConfig> listeners) {
    List<ListenerConfig> there = listeners.stream().filter(l -> l.port() == port).toList();
    return there.isEmpty()
        ? listeners.stream().filter(l -> l.bind().port() == port).toList()
        : there;
  }

  /** Where {@code listener} is bound, and the port where clients connect if that is another one. */
  static String text(ListenerConfig listener) {
    return listener.isMapped()
        ? listener.bind() + " for port " + listener.port()
        : listener.bind().toString();
  }

  private static String all(List<ListenerConfig> listeners) {
    return listeners.isEmpty()
        ? "there is no listener"
        : listeners.stream()
            .map(ListenerChoice::text)
            .collect(Collectors.joining(", ", "listeners: ", ""));
  }
}
