package io.rauta.control.topology;

import io.rauta.config.route.HostPattern;
import io.rauta.control.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A listener of a Gateway or ListenerSet.
 *
 * @param index its place among the listeners of its object, from 0
 * @param name its name; empty if it has none
 * @param port 0 to 65535; 0, which the API refuses but the command line may say, asks for a free
 *     port
 * @param protocol what it speaks
 * @param hostname which hosts it owns
 * @param admits which routes may attach
 * @param tls how it speaks TLS; empty if it does not
 * @param problems why it is not served; none if it is
 */
public record ListenerNode(
    int index,
    String name,
    int port,
    Protocol protocol,
    HostPattern hostname,
    RouteAdmission admits,
    Optional<ListenerTls> tls,
    List<Problem> problems) {
  public ListenerNode {
    problems = List.copyOf(problems);
  }

  /** Whether it would be bound and served if its object is. */
  public boolean isValid() {
    return problems.isEmpty() && !admits.kinds().isEmpty() && canShakeHands();
  }

  /** Whether it can do what it speaks: everything but TLS without certificates. */
  public boolean canShakeHands() {
    return tls.isEmpty() || tls.get().isUsable();
  }

  /** The path of this listener within its object. */
  public String field() {
    return "spec.listeners[" + index + "]";
  }

  /** This listener with one more problem, which comes first. */
  public ListenerNode with(Problem problem) {
    List<Problem> more = new ArrayList<>(problems.size() + 1);
    more.add(problem);
    more.addAll(problems);
    return new ListenerNode(index, name, port, protocol, hostname, admits, tls, more);
  }

  /**
   * Which routes may attach to a listener.
   *
   * @param namespaces from where
   * @param kinds of which kinds; none if it admits none that it can serve
   * @param problems kinds that it admits and cannot serve
   */
  public record RouteAdmission(
      NamespaceSelection namespaces, List<RouteKind> kinds, List<Problem> problems) {
    public RouteAdmission {
      kinds = List.copyOf(kinds);
      problems = List.copyOf(problems);
    }
  }

  /** What a listener may be asked to speak. */
  public enum Protocol {
    HTTP(Family.CLEARTEXT),
    HTTPS(Family.TLS),
    TLS(Family.TLS),
    TCP(Family.RAW),
    UDP(Family.DATAGRAM),
    /** Anything else. */
    OTHER(Family.NONE);

    private final Family family;

    Protocol(Family family) {
      this.family = family;
    }

    /** Whom it can share a port with. */
    public Family family() {
      return family;
    }

    /** The protocol of that name in the API. */
    public static Protocol of(String name) {
      return switch (name) {
        case "HTTP" -> HTTP;
        case "HTTPS" -> HTTPS;
        case "TLS" -> TLS;
        case "TCP" -> TCP;
        case "UDP" -> UDP;
        default -> OTHER;
      };
    }
  }

  /** Protocols of one family can share a port, told apart by hostname. */
  public enum Family {
    CLEARTEXT,
    TLS,
    /** Shares its port with nobody. */
    RAW,
    /** Shares its port with nobody that uses datagrams; does not meet the others. */
    DATAGRAM,
    /** Takes no port. */
    NONE
  }
}
