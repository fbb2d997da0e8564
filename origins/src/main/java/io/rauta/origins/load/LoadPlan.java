package io.rauta.origins.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a {@link LoadClient} does.
 *
 * @param server where it connects to
 * @param targets requested in turn by every connection
 * @param connections how many connections are kept open
 * @param ratePerSecond requests a second over all connections; 0 sends the next request as soon as
 *     the last is answered
 * @param think longest random pause between an answer and the next request of a connection; only
 *     without a rate
 * @param timeout how long a request may take, its connect included
 * @param requestsPerConnection after so many answers the client closes and connects anew; 0 keeps
 *     connections
 */
public record LoadPlan(
    Server server,
    List<LoadTarget> targets,
    int connections,
    double ratePerSecond,
    Duration think,
    Duration timeout,
    int requestsPerConnection) {

  /**
   * Where to connect.
   *
   * @param tls what to believe where TLS is spoken, with the host of the first request as the name
   *     that is asked for; empty for plain text
   */
  public record Server(InetSocketAddress address, Optional<SSLContext> tls) {}

  public LoadPlan {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || connections < 1) {
      throw new IllegalArgumentException("targets " + targets + ", connections " + connections);
    }
  }

  /** A closed loop without pauses that keeps its connections; 10 s for a request. */
  public static LoadPlan closedLoop(
      InetSocketAddress server, String host, String path, int connections) {
    return new LoadPlan(
        new Server(server, Optional.empty()),
        List.of(new LoadTarget(host, path)),
        connections,
        0,
        Duration.ZERO,
        Duration.ofSeconds(10),
        0);
  }

  public LoadPlan withTls(SSLContext context) {
    return new LoadPlan(
        new Server(server.address(), Optional.of(context)),
        targets,
        connections,
        ratePerSecond,
        think,
        timeout,
        requestsPerConnection);
  }

  public LoadPlan withRate(double perSecond) {
    return new LoadPlan(
        server, targets, connections, perSecond, think, timeout, requestsPerConnection);
  }

  public LoadPlan withThink(Duration longest) {
    return new LoadPlan(
        server, targets, connections, ratePerSecond, longest, timeout, requestsPerConnection);
  }

  public LoadPlan withTimeout(Duration longest) {
    return new LoadPlan(
        server, targets, connections, ratePerSecond, think, longest, requestsPerConnection);
  }

  public LoadPlan withRequestsPerConnection(int count) {
    return new LoadPlan(server, targets, connections, ratePerSecond, think, timeout, count);
  }

  public LoadPlan withTargets(List<LoadTarget> wanted) {
    return new LoadPlan(
        server, wanted, connections, ratePerSecond, think, timeout, requestsPerConnection);
  }
}
