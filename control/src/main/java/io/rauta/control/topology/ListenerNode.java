package io.rauta.control.topology;

import io.rauta.config.route.HostPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener of a Gateway.
 *
 * @param index its place among the listeners of the Gateway, from 0
 * @param name its name; empty if it has none
 * @param port 0 to 65535; 0, which the API refuses but a file may say, asks for a free port
 * @param protocol what it speaks
 * @param hostname which hosts it owns
 * @param admits whose routes may attach
 * @param kinds kinds of routes that it serves
 * @param problems why it is not served; none if it is
 * @param kindProblems kinds that it admits and cannot serve
 */
public record ListenerNode(
    int index,
    String name,
    int port,
    Protocol protocol,
    HostPattern hostname,
    NamespaceSelection admits,
    List<RouteKind> kinds,
    List<Problem> problems,
    List<Problem> kindProblems) {
  public ListenerNode {
    kinds = List.copyOf(kinds);
    problems = List.copyOf(problems);
    kindProblems = List.copyOf(kindProblems);
  }

  /** The path of this listener within its Gateway. */
  public String field() {
    return "spec.listeners[" + index + "]";
  }

  ListenerNode with(Problem problem) {
    List<Problem> more = new ArrayList<>(problems.size() + 1);
    more.add(problem);
    more.addAll(problems);
    return new ListenerNode(
        index, name, port, protocol, hostname, admits, kinds, more, kindProblems);
  }

  /** Kinds of routes that are served. */
  public enum RouteKind {
    HTTP_ROUTE
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

    Family family() {
      return family;
    }

    static Protocol of(String name) {
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
  enum Family {
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
