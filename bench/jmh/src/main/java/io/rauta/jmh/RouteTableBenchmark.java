package io.rauta.jmh;

import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find the rule of a request among many. The routes are those of {@code
 * bench/run}: on 20 hosts, each with a path prefix and a header match. Requests come for ever
 * different routes, so that the table has to be found in memory too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteTableBenchmark {

  private static final int HOSTS = 20;
  private static final int REQUESTS = 1000;
  private static final byte[] TENANT = ascii("x-tenant");

  @Param({"10", "100", "10000"})
  public int routes = 10;

  private final List<RequestHead> requests = new ArrayList<>();
  private RouteTable<RuleId> table = RouteTable.compile(List.of(), RouteRule::id, null);
  private int next;

  /** Compiles the table and makes the requests. */
  @Setup
  public void compile() {
    List<VirtualHost> hosts = new ArrayList<>();
    for (int host = 0; host < Math.min(HOSTS, routes); host++) {
      List<RouteRule> rules = new ArrayList<>();
      for (int route = host; route < routes; route += HOSTS) {
        rules.add(rule(route));
      }
      hosts.add(new VirtualHost(new HostPattern.Exact(hostName(host)), rules));
    }
    HostScope scope =
        new HostScope("default/bench/http", new HostPattern.Any(), new Security.Cleartext(), hosts);
    table = RouteTable.compile(List.of(scope), RouteRule::id, null);
    requests.clear();
    for (int i = 0; i < REQUESTS; i++) {
      int route = (int) ((long) i * 7919 % routes);
      requests.add(request(route));
      if (!new RuleId("HTTPRoute/default/route-" + route, 0, 0)
          .equals(table.find(request(route)))) {
        throw new IllegalStateException("route " + route + " was not found");
      }
    }
  }

  /** Finds the rule of the next request. */
  @Benchmark
  public @Nullable RuleId find() {
    next = next + 1 == REQUESTS ? 0 : next + 1;
    return table.find(requests.get(next));
  }

  private static RouteRule rule(int route) {
    RequestMatch match =
        new RequestMatch(
            new PathMatch.Prefix("/service-" + route),
            Optional.empty(),
            List.of(
                new RequestMatch.HeaderMatch("x-tenant", new ValueMatch.Exact("tenant-" + route))),
            List.of());
    return new RouteRule(
        new RuleId("HTTPRoute/default/route-" + route, 0, 0),
        match,
        List.of(),
        new RouteAction.Fail("never run"),
        new RouteTimeouts(new RouteTimeouts.RequestTimeout.Unlimited(), Optional.empty()));
  }

  private static RequestHead request(int route) {
    RequestHead head = new RequestHead();
    head.method("GET");
    byte[] host = ascii(hostName(route % HOSTS));
    head.host(host, 0, host.length);
    byte[] path = ascii("/service-" + route + "/items/42");
    head.target(path, 0, path.length, path.length);
    HeaderBlock headers = head.headers();
    headers.add(FieldName.HOST.lowerCase(), host);
    headers.add(ascii("user-agent"), ascii("bench/1"));
    headers.add(ascii("accept"), ascii("*/*"));
    headers.add(TENANT, ascii("tenant-" + route));
    return head;
  }

  private static String hostName(int host) {
    return "host-" + host + ".bench.example";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
